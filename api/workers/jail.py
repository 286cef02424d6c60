"""What a worker may not do: open a socket, start a program, take more memory than its share.

The engine performs `SERVICE` and `LOAD` and has no switch for it, so the process itself must be unable to. Two locks,
either of which is enough: a seccomp filter that denies the system calls (Linux), and no new file descriptors at all
(anywhere).
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from pathlib import Path

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CALLS = {
    # socket, connect, accept, sendto, sendmsg, bind, listen, socketpair, execve, ptrace, accept4, sendmmsg,
    # process_vm_readv, process_vm_writev, execveat, io_uring_setup, pidfd_getfd
    "x86_64": (41, 42, 43, 44, 46, 49, 50, 53, 59, 101, 288, 307, 310, 311, 322, 425, 438),
    "aarch64": (198, 203, 202, 206, 211, 200, 201, 199, 221, 117, 242, 269, 270, 271, 281, 425, 438),
}
_X32_BIT = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050000 | 13, 0x80000000  # 13 is EACCES
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER_MODE = 1, 22, 38, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def deny_sockets() -> bool:
    """Deny this process, for good, every system call that opens a socket or starts a program.

    Returns:
        Whether the system could do it; not outside Linux on x86_64 and aarch64.
    """
    machine = platform.machine()
    if not sys.platform.startswith("linux") or machine not in _ARCHITECTURES:
        return False
    code = _filter(machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        and libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0) == 0
    )


def deny_descriptors() -> None:
    """Deny this process, for good, every new file descriptor; those that it has stay usable."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def limit_memory(extra: int) -> None:
    """Let this process grow by `extra` bytes at most; beyond, the engine aborts."""
    now = size_of(os.getpid())
    if not now:
        return
    resource.setrlimit(resource.RLIMIT_AS, (now + extra, now + extra))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def size_of(pid: int) -> int:
    """Give the bytes of address space that a process has; 0 where the system does not tell, or it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def resident() -> int:
    """Give the bytes of memory that this process has now; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * resource.getpagesize() if statm.exists() else 0


def die_with_parent() -> None:
    """Have the system kill this process when the one that forked it ends."""
    if sys.platform.startswith("linux"):
        parent = os.getppid()
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(0)


def _filter(machine: str) -> bytes:
    """Write the classic BPF program: kill on another architecture, deny the calls, allow the rest.

    Each comparison that holds jumps over what is left of the list and over ALLOW, to DENY at the end.
    """
    calls = _CALLS[machine]
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, _ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, len(calls) + 1, 0, _X32_BIT),
    ]
    steps += [(_EQUAL, len(calls) - index, 0, call) for index, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)

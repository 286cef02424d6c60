"""Which files inputs come to, here and at addresses, and what is said of those that are no documents."""

from __future__ import annotations

import functools
import os
import ssl
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from graph_builder.corpus.inputs import Input, read_input, walk
from graph_builder.errors import ReadError
from graph_builder.model import Metadata

from .conftest import SENTENCE, Corpus, documents, reasons, write


def found(*inputs: str | Path) -> list[str]:
    """The names of the files that inputs come to."""
    return [chosen.name for chosen in walk([str(each) for each in inputs], lambda location: None)]


def refused(location: str | Path) -> str:
    """What is said of a file that cannot be read."""
    with pytest.raises(ReadError) as error:
        read_input(Input(str(location), False), Metadata())
    return str(error.value)


def test_folders_are_walked_at_any_depth_without_hidden_files_and_side_files(tmp_path: Path) -> None:
    for name in ("b.txt", "b.meta.toml", "b.metadata_owms.xml", "c.csv", ".d.txt", "a/x.TXT", ".hidden/y.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    aside: list[str] = []
    chosen = list(walk([str(tmp_path)], aside.append))
    assert [(each.name, each.named) for each in chosen] == [("x.TXT", False), ("b.txt", False)]
    assert chosen[1].beside == ("b.meta.toml", "b.metadata_owms.xml")
    assert aside == [f"{tmp_path}/c.csv"]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert found(tmp_path) == ["x.txt"]


def test_a_link_to_a_file_is_read_and_one_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "here.txt").write_text("woorden", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "here.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone")
    assert found(tmp_path) == ["here.txt", "link.txt", "nowhere.txt"]
    assert read_input(Input(str(tmp_path / "link.txt"), False), Metadata()).data == b"woorden"
    assert "links to a file that is not there" in refused(tmp_path / "nowhere.txt")


def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert stat.S_ISFIFO((tmp_path / "pipe.txt").stat().st_mode)
    assert "no file but a pipe" in refused(tmp_path / "pipe.txt")


def test_a_file_whose_name_is_no_utf_8_is_told_and_stops_no_other(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    Path(os.fsdecode(os.fsencode(corpus.folder) + b"/caf\xe9.txt")).write_text(SENTENCE, encoding="utf-8")
    assert documents(corpus.build()) == {"kst-32623-1"}
    [(name, reason)] = reasons(corpus).items()
    assert name == "caf\N{REPLACEMENT CHARACTER}.txt"
    assert reason.endswith("has a name that is not UTF-8: rename it.")


def test_an_enormous_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as handle:
        handle.truncate(10**12)
    assert "larger than 200,000,000 bytes: it is no paper" in refused(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    assert "cannot be read: Permission denied" in refused(path)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no file or folder"):
        found(tmp_path / "none")
    with pytest.raises(ReadError, match="nothing at file://"):
        found(f"file://{tmp_path}/none")
    with pytest.raises(ReadError, match="is no address that can be read"):
        found("nonsense://x/y")


def test_metadata_beside_a_file_that_is_wrong_is_told(tmp_path: Path) -> None:
    write(tmp_path, 1, SENTENCE).with_suffix(".meta.toml").write_text("datum = 1\n", encoding="utf-8")
    [chosen] = walk([str(tmp_path)], lambda location: None)
    with pytest.raises(ReadError, match=r"kst-32623-1.meta.toml: the key 'datum' is unknown"):
        read_input(chosen, Metadata())


def test_a_folder_named_by_its_address(tmp_path: Path) -> None:
    write(tmp_path / "deep", 1, SENTENCE)
    assert found(f"file://{tmp_path}") == ["kst-32623-1.txt"]
    [chosen] = walk([f"file://{tmp_path}"], lambda location: None)
    assert b"Unicef" in read_input(chosen, Metadata()).data


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A web site on this machine that lists its folders as pages."""
    for number in (1, 2):
        write(tmp_path / "site" / "2025", number, SENTENCE)
    (tmp_path / "site" / "2025" / "kst-32623-2.meta.toml").write_text('title = "Over Syrië"\n', encoding="utf-8")
    page = f'<html><body><p>{SENTENCE}</p><a href="kst-32623-3.html/noten.html">Noten</a></body></html>'
    (tmp_path / "site" / "kst-32623-3.html").write_text(page, encoding="utf-8")
    handler = functools.partial(Quiet, directory=str(tmp_path / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def safe_site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A site over https, and the certificate that it shows, which nobody trusts yet."""
    write(tmp_path / "safe", 1, SENTENCE)
    certificate, key = certified(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    handler = functools.partial(Quiet, directory=str(tmp_path / "safe"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}", certificate
        server.shutdown()
        thread.join()


def certified(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    own = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(own, critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, secret


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what it is asked; hangs up in the middle of one file."""

    def do_GET(self) -> None:
        """Give a file, or half of it."""
        if not self.path.endswith("/half.txt"):
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"Neder")
        self.close_connection = True
        return None

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep it to itself."""


def test_a_site_that_lists_its_files_is_walked_and_a_page_with_links_is_a_document(site: str) -> None:
    assert found(f"{site}/") == ["kst-32623-3.html", "kst-32623-1.txt", "kst-32623-2.txt"]
    assert found(f"{site}/kst-32623-3.html", f"{site}/2025/kst-32623-1.txt?versie=2") == [
        "kst-32623-3.html",
        "kst-32623-1.txt",
    ]
    with pytest.raises(ReadError, match="There is nothing at"):
        found(f"{site}/none.txt")
    assert "is not there: check the address" in refused(f"{site}/none.txt")


def test_a_site_that_hangs_up_or_is_not_there_is_told(site: str) -> None:
    told = refused(f"{site}/half.txt")
    assert "half.txt cannot be read: " in told
    with pytest.raises(ReadError, match="cannot be listed: Connect"):
        found("http://127.0.0.1:9/half.txt")


READ_A_SITE = """
import sys
from graph_builder.corpus.inputs import read_input, walk
from graph_builder.errors import ReadError
from graph_builder.model import Metadata
try:
    for chosen in walk([sys.argv[1]], lambda location: None):
        print(chosen.name, b"Unicef" in read_input(chosen, Metadata()).data)
except ReadError as error:
    print(error)
"""


def read_apart(address: str, **trusted: str) -> str:
    """What a process of its own says of a site: which certificates count is settled once in each."""
    command = [sys.executable, "-c", READ_A_SITE, address]
    return subprocess.run(command, env=os.environ | trusted, capture_output=True, text=True, check=True).stdout


def test_a_site_over_https_is_read_where_its_certificate_is_trusted(safe_site: tuple[str, Path]) -> None:
    address, certificate = safe_site
    assert read_apart(f"{address}/", SSL_CERT_FILE=str(certificate)) == "kst-32623-1.txt True\n"
    told = read_apart(f"{address}/kst-32623-1.txt")
    assert "certificate" in told
    assert "Traceback" not in told


def test_documents_of_a_site_are_built_with_what_lies_beside_them(corpus: Corpus, site: str) -> None:
    corpus.folder = f"{site}/2025"  # type: ignore[assignment]
    assert documents(corpus.build()) == {"kst-32623-1", "kst-32623-2"}
    assert any("Over Syrië" in str(quad.object) for quad in corpus.store.current().quads())


def test_documents_in_a_bucket_are_built_like_those_on_disk(corpus: Corpus, bucket: Any, tmp_path: Path) -> None:
    for number in (1, 2):
        bucket.put(str(write(tmp_path / "local", number, SENTENCE)), f"letters/2025/kst-32623-{number}.txt")
    bucket.pipe("letters/2025/kst-32623-2.meta.toml", 'title = "Over Syrië"\n'.encode())
    corpus.folder = "s3://letters"  # type: ignore[assignment]
    assert documents(corpus.build()) == {"kst-32623-1", "kst-32623-2"}
    assert any("Over Syrië" in str(quad.object) for quad in corpus.store.current().quads())
    corpus.build()
    assert corpus.read == []

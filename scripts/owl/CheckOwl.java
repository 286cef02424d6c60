// Says what a user of Protégé gets on opening a file: the OWL API loads it, HermiT reasons over it.
// Run by scripts/check_owl, which explains what passes. One JSON object a file, on one line.

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.model.*;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.reasoner.OWLReasoner;
import org.semanticweb.owlapi.util.SimpleIRIMapper;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class CheckOwl {
    /** How the OWL API words a literal of xsd:date, the one datatype outside OWL 2's map that the product uses. */
    private static final Pattern DATE = Pattern.compile("\\^\\^xsd:date(?!\\w)|XMLSchema#date(?!\\w)");
    private static final Map<String, String> SYNTAX = Map.of("ttl", "Turtle", "owl", "RDF/XML", "rdf", "RDF/XML");

    public static void main(String[] paths) {
        boolean passed = true;
        for (String path : paths) {
            Map<String, Object> report = new LinkedHashMap<>();
            List<String> problems = new ArrayList<>();
            report.put("file", path);
            try {
                check(new File(path), report, problems);
            } catch (Exception error) {
                problems.add(error.getClass().getSimpleName() + ": " + oneLine(error.getMessage()));
            }
            report.put("problems", problems);
            report.put("pass", problems.isEmpty());
            passed &= problems.isEmpty();
            System.out.println(json(report));
        }
        System.exit(passed ? 0 : 1);
    }

    private static void check(File file, Map<String, Object> report, List<String> problems) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        mapImports(manager, file.getAbsoluteFile().getParentFile());
        OWLOntologyLoaderConfiguration settings = new OWLOntologyLoaderConfiguration()
            .setFollowRedirects(false)
            .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.THROW_EXCEPTION);
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new FileDocumentSource(file), settings);

        String syntax = manager.getOntologyFormat(ontology).getKey();
        report.put("syntax", syntax);
        String expected = SYNTAX.get(file.getName().replaceFirst(".*\\.", ""));
        if (expected != null && !syntax.startsWith(expected)) problems.add("read as " + syntax + ", not as " + expected);
        if (ontology.isAnonymous()) problems.add("no owl:Ontology names the file");
        report.put("imports", sorted(ontology.importsDeclarations().map(each -> each.getIRI().toString()).collect(Collectors.toList())));
        report.put("axioms", ontology.getAxiomCount());
        report.put("individuals", ontology.individualsInSignature().count());

        list("undeclared", undeclared(ontology), report, problems);
        list("anonymous", sorted(ontology.anonymousIndividuals().map(Object::toString).collect(Collectors.toList())), report, problems);
        list("unparsed", unparsed(manager.getOntologyFormat(ontology)), report, problems);
        profile(ontology, report, problems);
        reason(ontology, report, problems);
    }

    /** Tell the OWL API where imports are: the catalogues in the file's folder and the one above. */
    private static void mapImports(OWLOntologyManager manager, File folder) throws Exception {
        for (File place = folder; place != null; place = place.equals(folder) ? folder.getParentFile() : null) {
            File catalogue = new File(place, "catalog-v001.xml");
            if (!catalogue.exists()) continue;
            NodeList entries = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(catalogue).getElementsByTagName("uri");
            for (int i = 0; i < entries.getLength(); i++) {
                Element entry = (Element) entries.item(i);
                IRI document = IRI.create(catalogue.getAbsoluteFile().toURI().resolve(entry.getAttribute("uri")));
                manager.getIRIMappers().add(new SimpleIRIMapper(IRI.create(entry.getAttribute("name")), document));
            }
        }
    }

    /** Classes and properties that no ontology of the closure declares; a property among them was read as an annotation. */
    private static List<String> undeclared(OWLOntology ontology) {
        Set<OWLEntity> declared = ontology.importsClosure().flatMap(each -> each.axioms(AxiomType.DECLARATION))
            .map(OWLDeclarationAxiom::getEntity).collect(Collectors.toSet());
        return sorted(ontology.signature()
            .filter(each -> !each.isBuiltIn() && !each.isOWLNamedIndividual() && !declared.contains(each))
            .map(each -> each.getEntityType().getName() + " " + each.getIRI()).collect(Collectors.toList()));
    }

    private static List<String> unparsed(OWLDocumentFormat format) {
        return format.getOntologyLoaderMetaData().map(data -> sorted(
            data.getUnparsedTriples().map(Object::toString).collect(Collectors.toList()))).orElse(new ArrayList<>());
    }

    private static void profile(OWLOntology ontology, Map<String, Object> report, List<String> problems) {
        int dates = 0;
        Map<String, String> others = new TreeMap<>();
        for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
            if (DATE.matcher(violation.toString()).find()) dates++;
            else others.putIfAbsent(violation.getClass().getSimpleName(), oneLine(violation.toString()));
        }
        report.put("date_violations", dates);
        list("dl_violations", new ArrayList<>(others.values()), report, problems);
    }

    private static void reason(OWLOntology ontology, Map<String, Object> report, List<String> problems) {
        OWLReasoner reasoner = new ReasonerFactory().createReasoner(ontology);
        boolean consistent = reasoner.isConsistent();
        report.put("consistent", consistent);
        if (!consistent) problems.add("inconsistent");
        else list("unsatisfiable", sorted(reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom().stream()
            .map(each -> each.getIRI().toString()).collect(Collectors.toList())), report, problems);
        reasoner.dispose();
    }

    private static void list(String name, List<String> found, Map<String, Object> report, List<String> problems) {
        report.put(name, found);
        if (!found.isEmpty()) problems.add(found.size() + " " + name.replace('_', ' ') + ", the first: " + found.get(0));
    }

    private static List<String> sorted(Collection<String> words) {
        return new ArrayList<>(new TreeSet<>(words));
    }

    private static String oneLine(String words) {
        String line = String.valueOf(words).replaceAll("\\s+", " ").trim();
        return line.length() > 400 ? line.substring(0, 400) + " ..." : line;
    }

    private static String json(Object value) {
        if (value instanceof Number || value instanceof Boolean) return value.toString();
        if (value instanceof Map) return ((Map<?, ?>) value).entrySet().stream()
            .map(each -> json(each.getKey()) + ": " + json(each.getValue())).collect(Collectors.joining(", ", "{", "}"));
        if (value instanceof Collection) return ((Collection<?>) value).stream().map(CheckOwl::json).collect(Collectors.joining(", ", "[", "]"));
        StringBuilder out = new StringBuilder("\"");
        for (char c : String.valueOf(value).toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < ' ') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }
}

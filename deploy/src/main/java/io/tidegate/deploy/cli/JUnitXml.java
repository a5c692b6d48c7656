package io.tidegate.deploy.cli;

import io.tidegate.deploy.cli.TrialReport.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes cases as JUnit XML, which continuous integration reads: a suite for each file, a test for each case. */
final class JUnitXml {
    private JUnitXml() {}

    /**
     * Writes a file; its folder is made where it is missing.
     *
     * @throws Failure when it cannot be written
     */
    static void write(List<Ran> ran, Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (var out = Files.newBufferedWriter(file)) {
                var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
                write(ran, xml);
                xml.close();
            }
        } catch (IOException | XMLStreamException e) {
            throw Failure.error("junit", "%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }

    private static void write(List<Ran> ran, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        counts(ran, xml);
        for (var file : ran.stream().map(Ran::file).distinct().toList()) {
            suite(file, ran.stream().filter(one -> one.file().equals(file)).toList(), xml);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void suite(String file, List<Ran> cases, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", file);
        counts(cases, xml);
        for (var one : cases) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", file);
            xml.writeAttribute("name", one.name());
            xml.writeAttribute("time", seconds(one.took()));
            if (!one.passed()) {
                failure(one, xml);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void counts(List<Ran> cases, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("failures", String.valueOf(new TrialReport(cases).failed()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("time", seconds(cases.stream().map(Ran::took).reduce(Duration.ZERO, Duration::plus)));
    }

    private static void failure(Ran one, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("failure");
        xml.writeAttribute(
                "message",
                one.misses().stream()
                        .map(miss -> "expected %s, was %s".formatted(miss.expected(), miss.actual()))
                        .collect(Collectors.joining("; ")));
        xml.writeCharacters(String.join("\n", one.failures()));
        xml.writeEndElement();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }
}

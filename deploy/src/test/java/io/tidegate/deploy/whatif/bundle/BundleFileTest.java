package io.tidegate.deploy.whatif.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.deploy.whatif.DecidedHistory;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.SeededJournal;
import io.tidegate.schemas.registry.InProcessRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFileTest {
    private final Path file;

    BundleFileTest(@TempDir Path folder) {
        this.file = folder.resolve("incident.zip");
    }

    @BeforeEach
    void writeOne() throws IOException {
        try (var registry = InProcessRegistry.inMemory();
                var out = Files.newOutputStream(file)) {
            var history = DecidedHistory.of(SeededJournal.of(7, registry), registry, SeededJournal.START);
            new BundleExport(history, Request.ALL).write(out, "tidegate test", "2026a");
        }
    }

    @Test
    void refusesAFileThatIsNotThere() {
        refuses(file.resolveSibling("none.zip"), "bundle must be a file, was none: ");
    }

    @Test
    void refusesAFileThatIsNoZipFile() throws IOException {
        Files.writeString(file, "{}");

        refuses(file, "a bundle must be a whole zip file, was none or is cut off");
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        refuses(file, "a bundle must be a whole zip file, was none or is cut off");
    }

    @Test
    void refusesAZipFileOfSomethingElse() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, "readme.txt", "hello".getBytes(UTF_8));
        }

        refuses(file, "manifest.json: must be there, was missing: it is no bundle");
    }

    @Test
    void refusesANewerFormatBeforeAnythingElseOfIt() throws IOException {
        rewrite("manifest.json", "{\"format\":2}", "unheard-of.avro");

        refuses(file, "manifest.json: format must be 1, was 2; a newer version of Tidegate wrote it");
    }

    @Test
    void refusesAManifestThatIsNotWhole() throws IOException {
        rewrite("manifest.json", "{\"format\":1}", "");

        refuses(file, "manifest.json: redacted must be there, was missing");
    }

    @Test
    void refusesAKindThatIsNotKnown() throws IOException {
        rewrite("", "", "samples.avro");

        refuses(file, "samples.avro: entries must be manifest.json, schemas or one of the kinds [");
    }

    @Test
    void refusesASchemaThatIsNone() throws IOException {
        rewrite("schemas/1.avsc", "{\"type\":\"nothing\"}", "");

        refuses(file, "schemas/1.avsc: must be an Avro schema, was none");
    }

    @Test
    void namesTheEntryThatIsDamaged() throws IOException {
        flipABitIn("journal.avro");

        refuses(file, "journal.avro: must be as it was written, was damaged");
    }

    private static void refuses(Path file, String message) {
        assertThatThrownBy(() -> BundleHistory.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.getFileName().toString());
    }

    // With another text for one entry, and one entry more, where they are named.
    private void rewrite(String entry, String text, String more) throws IOException {
        var beside = file.resolveSibling("other.zip");
        try (var from = new ZipFile(file.toFile());
                var zip = new ZipOutputStream(Files.newOutputStream(beside))) {
            for (var each : from.stream().toList()) {
                boolean other = each.getName().equals(entry);
                put(
                        zip,
                        each.getName(),
                        other ? text.getBytes(UTF_8) : from.getInputStream(each).readAllBytes());
            }
            if (!more.isEmpty()) {
                put(zip, more, new byte[0]);
            }
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    // In the middle of its compressed bytes; where those begin its local header says.
    private void flipABitIn(String entry) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        var name = entry.getBytes(UTF_8);
        int at = 0;
        while (!Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
            at++;
        }
        int size;
        try (var zip = new ZipFile(file.toFile())) {
            size = (int) zip.getEntry(entry).getCompressedSize();
        }
        int extra = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(at - 2);
        bytes[at + name.length + extra + size / 2] ^= 1;
        Files.write(file, bytes);
    }
}

package io.tidegate.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every source file owes its reader. */
class SourceTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "\\s*public (static |abstract |final |sealed |non-sealed )*(class|interface|record|enum) (?<name>\\w+).*");

    @Test
    void everyPublicTypeSaysWhatItIs() {
        assertThat(sources().flatMap(SourceTest::undocumented)).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        var packages = sources().map(Path::getParent).distinct().sorted().toList();

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .startsWith("/**")
                        .contains("@NullMarked"));
    }

    @Test
    void noFileIsLongerThanOneCanKeepInMind() {
        assertThat(sources().filter(source -> lines(source).size() > 350)).isEmpty();
    }

    private static Stream<String> undocumented(Path source) {
        List<String> lines = lines(source);
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                .filter(i -> PUBLIC_TYPE.matcher(lines.get(i)).matches() && !isDocumented(lines, i))
                .map(i -> source + ":" + (i + 1));
    }

    private static boolean isDocumented(List<String> lines, int declaration) {
        int above = declaration - 1;
        while (above >= 0 && lines.get(above).strip().startsWith("@")) {
            above--;
        }
        return above >= 0 && lines.get(above).strip().endsWith("*/");
    }

    private static Stream<Path> sources() {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

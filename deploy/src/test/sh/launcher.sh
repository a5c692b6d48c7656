#!/bin/sh
# The launcher as users call it: from anywhere, through links, with spaces in the path, and without a fitting JDK.
# Needs a build (./mvnw package) and prints one line a case.
set -eu

root=$(cd "$(dirname "$0")/../../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cases=0

fail() {
    printf 'not ok: %s\n' "$1" >&2
    exit 1
}

# Case $1: the output $2 must contain $3.
holds() {
    cases=$((cases + 1))
    case $2 in
        *"$3"*) printf 'ok: %s\n' "$1" ;;
        *) fail "$1: \"$3\" not in \"$2\"" ;;
    esac
}

"$root/tidegate" --version >/dev/null

holds 'runs from another folder' "$(cd / && "$root/tidegate" --version 2>&1)" 'tidegate'

ln -s "$root/tidegate" "$work/direct"
ln -s direct "$work/indirect"
holds 'runs through symbolic links' "$(cd "$work" && ./indirect --version 2>&1)" 'tidegate'

mkdir "$work/a folder with spaces"
ln -s "$root" "$work/a folder with spaces/tide gate"
holds 'runs below a path with spaces' "$("$work/a folder with spaces/tide gate/tidegate" --version 2>&1)" 'tidegate'

mkdir -p "$work/jdks/old/bin"
printf '#!/bin/sh\n' >"$work/jdks/old/bin/javac"
chmod +x "$work/jdks/old/bin/javac"
printf 'JAVA_VERSION="17.0.1"\n' >"$work/jdks/old/release"
mkdir "$work/bin"
for tool in sh sed dirname readlink ls head find; do
    ln -s "$(command -v "$tool")" "$work/bin/$tool"
done
alone() {
    env -i PATH="$work/bin" HOME="$work" TIDEGATE_JDKS="$work/jdks" "$root/tidegate" --version 2>&1 || :
}
holds 'names the JDK that is too old' "$(alone)" \
    "tidegate: needs a JDK 25 or newer; found 17 at $work/jdks/old; set JAVA_HOME"
rm -r "$work/jdks/old"
holds 'says that there is no JDK' "$(alone)" \
    'tidegate: needs a JDK 25 or newer; found none; set JAVA_HOME'

# A tree of its own whose build always fails: that it is tried shows that the launcher found the change.
tree="$work/tree"
changed="$tree/connectors/src/main/java/target/Changed.java"
mkdir -p "$tree/deploy/target/lib" "$tree/deploy/examples" "$(dirname "$changed")" "$work/jdks/new/bin"
cp "$root/tidegate" "$tree/tidegate"
printf '#!/bin/sh\nexit 1\n' >"$tree/mvnw"
printf '#!/bin/sh\necho ran\n' >"$work/jdks/new/bin/java"
printf '#!/bin/sh\n' >"$work/jdks/new/bin/javac"
chmod +x "$tree/mvnw" "$work/jdks/new/bin/java" "$work/jdks/new/bin/javac"
printf 'JAVA_VERSION="25"\n' >"$work/jdks/new/release"
touch "$tree/pom.xml" "$changed" "$tree/deploy/target/lib/tidegate-schemas-1.jar" "$tree/deploy/target/tidegate-deploy-1.jar"
touch -d '2026-01-01 00:00:00' "$tree/pom.xml" "$changed"
holds 'does not build again what is built' "$(JAVA_HOME="$work/jdks/new" "$tree/tidegate" --version 2>&1 || :)" 'ran'
touch -d '2100-01-01 00:00:00' "$changed"
holds 'builds again when a source in a package named target changed' \
    "$(JAVA_HOME="$work/jdks/new" "$tree/tidegate" --version 2>&1 || :)" 'the build failed'

out=$("$root/tidegate" topics check --bootstrap 127.0.0.1:1 --json 2>/dev/null) && fail 'a failing verb must not exit 0' || exit=$?
[ "$exit" = 1 ] || fail "a failing verb exits $exit"
holds 'keeps stdout for results' "$out" '{"schemaVersion":1,"error":{"code":"no-broker"'
printf '%s cases\n' "$cases"

#!/usr/bin/env bash
# Installs the artifacts into a scratch repository, and builds and runs a project outside of this
# checkout that takes them by their BOM: the README's lines, on the recording that ships.
#
#   tools/bom/try.sh [FOLDER]    FOLDER is kept; otherwise a temporary one, which is not
set -euo pipefail
top=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
if [ $# -gt 0 ]; then
  mkdir -p "$1" && work=$(cd "$1" && pwd)
else
  work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
fi

# What has been downloaded before need not be again; ours goes nowhere else.
mkdir -p "$work/repository"
cached=${HOME:-/}/.m2/repository
[ ! -d "$cached" ] || cp -a --reflink=auto "$cached/." "$work/repository/"
rm -rf "$work/repository/org/auricle"
maven() { mvn -B -q -ntp "-Dmaven.repo.local=$work/repository" "$@"; }

(cd "$top" && maven -Prelease -Dmaven.test.skip=true -Dspotless.check.skip=true install)

version=$(sed -n '0,/.*<version>\(.*\)<\/version>.*/s//\1/p' "$top/tools/bom/pom.xml")
for module in engine acoustic decoder models grpc-api tools; do
  for kind in .jar -sources.jar -javadoc.jar .pom; do
    file=$work/repository/org/auricle/auricle-$module/$version/auricle-$module-$version$kind
    [ -s "$file" ] || { echo "$0: no $file" >&2; exit 1; }
  done
done

project=$work/project
mkdir -p "$project/src/main/java"
cat >"$project/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>example</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>org.auricle</groupId>
        <artifactId>auricle-bom</artifactId>
        <version>$version</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.auricle</groupId>
      <artifactId>auricle-models</artifactId>
    </dependency>
  </dependencies>
</project>
POM
{
  echo 'import java.nio.file.Path;'
  echo 'import org.auricle.engine.recognition.Transcript;'
  echo 'import org.auricle.models.Transcriber;'
  echo 'public final class Main { public static void main(String[] args) throws Exception {'
  sed -n '/^```java$/,/^```$/p' "$top/README.md" | sed -e '/^```/d'
  echo '} }'
} >"$project/src/main/java/Main.java"

plugin=org.apache.maven.plugins:maven-dependency-plugin:$(
  sed -n 's/.*<dependency-plugin.version>\(.*\)<.*/\1/p' "$top/pom.xml"
)
(cd "$project" && maven compile "$plugin:build-classpath" "-Dmdep.outputFile=$work/classpath")
cd "$top" && java --add-modules jdk.incubator.vector -XX:+UseSerialGC \
  -cp "$project/target/classes:$(cat "$work/classpath")" Main

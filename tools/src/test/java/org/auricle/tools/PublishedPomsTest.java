package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What is published says what it is, and the BOM, which has no parent, says the same. */
class PublishedPomsTest {
  private static final Path CHECKOUT = Path.of("..");
  private static final String BOM = "tools/bom";

  private final XPath xpath = XPathFactory.newInstance().newXPath();

  private static Document pom(String folder) throws Exception {
    try (var in = Files.newInputStream(CHECKOUT.resolve(folder).resolve("pom.xml"))) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }

  private List<String> texts(Document pom, String path) throws Exception {
    NodeList nodes = (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent().strip());
    }
    return texts;
  }

  @Test
  void theBomHasAllModulesInTheirVersion() throws Exception {
    Document parent = pom(".");
    Document bom = pom(BOM);
    List<String> artifacts = new ArrayList<>();
    for (String module : texts(parent, "/project/modules/module")) {
      if (!module.equals(BOM)) {
        artifacts.addAll(texts(pom(module), "/project/artifactId"));
      }
    }
    String managed = "/project/dependencyManagement/dependencies/dependency/";
    assertThat(texts(bom, managed + "artifactId")).isEqualTo(artifacts).isNotEmpty();
    assertThat(texts(bom, managed + "version")).containsOnly("${project.version}");
    for (String same : List.of("groupId", "version", "licenses", "developers")) {
      assertThat(texts(bom, "/project/" + same))
          .as(same)
          .isEqualTo(texts(parent, "/project/" + same));
    }
  }

  @Test
  void allSayWhatTheyAre() throws Exception {
    List<String> folders = new ArrayList<>(texts(pom("."), "/project/modules/module"));
    folders.add(".");
    for (String folder : folders) {
      for (String field : List.of("name", "description")) {
        assertThat(texts(pom(folder), "/project/" + field)).as(folder).hasSize(1);
      }
    }
  }
}

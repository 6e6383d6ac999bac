package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.auricle.decoder.ctc.Lexicon.Entry;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;

class LexiconTest {
  private static final TokenTable LETTERS = new TokenTable(List.of("<b>", " ", "a", "b", "c"), 0);
  private static final TokenTable PHONES = new TokenTable(List.of("<b>", "AH", "B"), 0);

  @Test
  void everySpellingIsFoundInTheTreeAndNoOther() throws IOException {
    Lexicon lexicon = read("ab\ta b |\na\ta\nba\tb a |\n\nab\ta c b |\naa\ta b |\n", LETTERS);
    assertThat(lexicon.words()).containsExactly("ab", "a", "ba", "aa");
    assertThat(lexicon.size()).isEqualTo(5);
    TreeSet<String> found = new TreeSet<>();
    walk(lexicon, SpellingTree.ROOT, "", found);
    assertThat(found).containsExactly("a =a", "ab =aa", "ab =ab", "acb =ab", "ba =ba");
  }

  private static void walk(Lexicon lexicon, int node, String path, TreeSet<String> found) {
    SpellingTree tree = lexicon.tree();
    for (int s = tree.from(node); s < tree.end(node); s++) {
      found.add(path + "=" + lexicon.words().get(lexicon.wordOf()[s]));
    }
    int below = tree.end(node) - tree.from(node);
    for (int t = 0; t < lexicon.tokens().size(); t++) {
      int child = tree.child(node, t);
      if (child != SpellingTree.NONE) {
        below += tree.to(child) - tree.from(child);
        walk(lexicon, child, path + lexicon.tokens().symbol(t), found);
      }
    }
    assertThat(below).isEqualTo(tree.to(node) - tree.from(node));
  }

  @Test
  void aTextIsSpelledByTheFirstSpellingOfEachWord() throws IOException {
    Lexicon letters = read("ab\ta b\nab\tb\na\ta |\n", LETTERS);
    assertThat(letters.encode(" ab a\tab ")).containsExactly(2, 3, 1, 2, 1, 2, 3);
    assertThat(letters.encode("")).isEmpty();
    Lexicon phones = read("ab\tAH B\na\tAH\n", PHONES);
    assertThat(phones.encode("ab a")).containsExactly(1, 2, 1);
    assertThatThrownBy(() -> phones.encode("a c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"c\" in \"a c\": not in the lexicon");
    assertThatThrownBy(() -> phones.encode("d a c d"))
        .hasMessage("\"d\", \"c\" in \"d a c d\": not in the lexicon");
  }

  @Test
  void aWordMayGoOnWhereAnotherEnds() {
    Lexicon lexicon =
        Lexicon.of(
            List.of(
                new Entry("a", new int[] {1}),
                new Entry("ab", new int[] {1, 2}),
                new Entry("a", new int[] {1})),
            PHONES);
    assertThat(lexicon.size()).isEqualTo(2);
    int a = lexicon.tree().child(SpellingTree.ROOT, 1);
    assertThat(lexicon.tree().end(a) - lexicon.tree().from(a)).isEqualTo(1);
    assertThat(lexicon.tree().isLeaf(a)).isFalse();
    assertThat(lexicon.tree().isLeaf(lexicon.tree().child(a, 2))).isTrue();
  }

  @Test
  void errorsNameTheLine() {
    assertRefused("a\ta\nab a b\n", "lex line 2: no tab (expected: word, tab, tokens)");
    assertRefused("a\ta\n\nx\ta x\n", "lex line 3: word \"x\": \"x\" is no symbol");
    assertRefused("a\ta\nb\t\n", "lex line 2: word \"b\": no tokens");
    assertRefused("a\ta\n\ta\n", "lex line 2: word: \"\"");
    assertRefused("a\ta\nb\t<b>\n", "lex line 2: word \"b\": token 0");
    assertRefused("a\ta\nb\t| b\n", "lex line 2: word \"b\" begins with the separator");
    assertRefused("\n", "lex: lexicon: no words");
    byte[] latin1 = "a\ta\n\u00e4\ta\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Lexicon.read(new ByteArrayInputStream(latin1), "lex", LETTERS))
        .isInstanceOf(LexiconException.class)
        .hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> Lexicon.read(Path.of("absent.txt"), LETTERS))
        .isInstanceOf(LexiconException.class)
        .hasMessage("absent.txt: no such file");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> read(text, LETTERS))
        .isInstanceOf(LexiconException.class)
        .hasMessageContaining(message);
  }

  private static Lexicon read(String text, TokenTable table) throws IOException {
    return Lexicon.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "lex", table);
  }

  @Test
  void refusesTokensThatAreNone() {
    List<Entry> entries = new ArrayList<>(List.of(new Entry("a", new int[] {7})));
    assertThatThrownBy(() -> Lexicon.of(entries, PHONES))
        .hasMessageContaining("word \"a\": token 7 (expected: 0..2, not the blank 0)");
    assertThatThrownBy(() -> Lexicon.of(List.of(), PHONES)).hasMessageContaining("no words");
  }
}

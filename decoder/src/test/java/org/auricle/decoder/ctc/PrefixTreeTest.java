package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrefixTreeTest {

  /** Against a map from each prefix, written out, to its node. */
  @Test
  void findsMakesAndReleasesAsAMapWould() {
    SplittableRandom random = new SplittableRandom(13);
    PrefixTree tree = new PrefixTree();
    Map<String, Integer> model = new HashMap<>(Map.of("", PrefixTree.ROOT));
    for (int i = 0; i < 20_000; i++) {
      String prefix = model.keySet().stream().skip(random.nextInt(model.size())).findFirst().get();
      int node = model.get(prefix);
      if (model.size() < 60) {
        int token = random.nextInt(4);
        int child = tree.child(node, token, PrefixTree.NONE);
        Integer before = model.put(prefix + token, child);
        assertThat(before == null || before == child).isTrue();
        assertThat(tree.token(child)).isEqualTo(token);
        assertThat(tree.parent(child)).isEqualTo(node);
        assertThat(tree.depth(child)).isEqualTo(prefix.length() + 1);
      } else {
        while (!tree.isLeaf(node)) {
          node = tree.firstChild(node);
        }
        tree.release(node);
        model.values().remove(node);
      }
    }
    assertThat(tree.capacity()).isEqualTo(256); // released nodes were used again
    int[] nodes = new int[tree.capacity()];
    int count = tree.list(nodes);
    Set<Integer> listed = new HashSet<>();
    for (int i = 0; i < count; i++) {
      assertThat(i == 0 || tree.depth(nodes[i]) >= tree.depth(nodes[i - 1])).isTrue();
      listed.add(nodes[i]);
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(model.values());
  }
}

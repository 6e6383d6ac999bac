package org.auricle.decoder.ctc;

import java.util.Arrays;

/**
 * Prefixes as nodes of a tree in parallel arrays. Released nodes are used again, so that a search
 * allocates only while it grows. Children of a node form a doubly linked list. Not thread-safe.
 */
final class PrefixTree {
  /** The empty prefix, always there. */
  static final int ROOT = 0;

  /** No node, no token. */
  static final int NONE = -1;

  private static final int INITIAL_CAPACITY = 256;

  private int[] token = new int[INITIAL_CAPACITY]; // [node] last token of the prefix
  private int[] word = new int[INITIAL_CAPACITY]; // [node] completed by its last token, or NONE
  private int[] parent = new int[INITIAL_CAPACITY]; // [node] the prefix without it
  private int[] depth = new int[INITIAL_CAPACITY]; // [node] tokens in the prefix
  private int[] firstChild = new int[INITIAL_CAPACITY]; // [node]
  private int[] next = new int[INITIAL_CAPACITY]; // [node] sibling; next free node once released
  private int[] previous = new int[INITIAL_CAPACITY]; // [node] sibling
  private int free = NONE;
  private int used = 1;

  PrefixTree() {
    set(ROOT, NONE, NONE, NONE);
    depth[ROOT] = 0;
    next[ROOT] = NONE;
  }

  /** The child of a node by a token that completes a word or {@link #NONE}, if it is there. */
  int find(int node, int childToken, int childWord) {
    for (int c = firstChild[node]; c != NONE; c = next[c]) {
      if (token[c] == childToken && word[c] == childWord) {
        return c;
      }
    }
    return NONE;
  }

  /** The child of a node by a token that completes a word or {@link #NONE}, made if need be. */
  int child(int node, int childToken, int childWord) {
    int found = find(node, childToken, childWord);
    if (found != NONE) {
      return found;
    }
    int c = allocate();
    set(c, node, childToken, childWord);
    depth[c] = depth[node] + 1;
    int sibling = firstChild[node];
    next[c] = sibling;
    if (sibling != NONE) {
      previous[sibling] = c;
    }
    firstChild[node] = c;
    return c;
  }

  private int allocate() {
    if (free != NONE) {
      int node = free;
      free = next[node];
      return node;
    }
    if (used == token.length) {
      int capacity = 2 * used;
      token = Arrays.copyOf(token, capacity);
      word = Arrays.copyOf(word, capacity);
      parent = Arrays.copyOf(parent, capacity);
      depth = Arrays.copyOf(depth, capacity);
      firstChild = Arrays.copyOf(firstChild, capacity);
      next = Arrays.copyOf(next, capacity);
      previous = Arrays.copyOf(previous, capacity);
    }
    return used++;
  }

  private void set(int node, int nodeParent, int nodeToken, int nodeWord) {
    token[node] = nodeToken;
    word[node] = nodeWord;
    parent[node] = nodeParent;
    firstChild[node] = NONE;
    previous[node] = NONE;
  }

  /** Releases a node that is neither the root nor has children. */
  void release(int node) {
    int before = previous[node];
    int after = next[node];
    if (before == NONE) {
      firstChild[parent[node]] = after;
    } else {
      next[before] = after;
    }
    if (after != NONE) {
      previous[after] = before;
    }
    next[node] = free;
    free = node;
    token[node] = NONE;
  }

  boolean isRootOrReleased(int node) {
    return token[node] == NONE;
  }

  boolean isLeaf(int node) {
    return firstChild[node] == NONE;
  }

  int firstChild(int node) {
    return firstChild[node];
  }

  int nextSibling(int node) {
    return next[node];
  }

  int token(int node) {
    return token[node];
  }

  /** The word that the last token of a prefix completes, or {@link #NONE}. */
  int word(int node) {
    return word[node];
  }

  int parent(int node) {
    return parent[node];
  }

  /**
   * Writes all nodes in use to an array, shorter prefixes before longer ones.
   *
   * @return how many there are
   */
  int list(int[] nodes) {
    nodes[0] = ROOT;
    int count = 1;
    for (int i = 0; i < count; i++) {
      for (int c = firstChild[nodes[i]]; c != NONE; c = next[c]) {
        nodes[count++] = c;
      }
    }
    return count;
  }

  /** Upper bound of all node ids, so that others can keep arrays by node. */
  int capacity() {
    return token.length;
  }

  /** Tokens in a prefix. */
  int depth(int node) {
    return depth[node];
  }

  /** [depth] The prefixes of a prefix, from the one of a single token to itself. */
  int[] path(int node) {
    int[] path = new int[depth[node]];
    int n = node;
    for (int i = path.length - 1; i >= 0; i--) {
      path[i] = n;
      n = parent[n];
    }
    return path;
  }

  /** The longest prefix of two prefixes. */
  int commonAncestor(int a, int b) {
    int left = a;
    int right = b;
    while (left != right) {
      if (depth[left] >= depth[right]) {
        left = parent[left];
      } else {
        right = parent[right];
      }
    }
    return left;
  }
}

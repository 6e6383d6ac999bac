package org.auricle.tools.batch;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The recordings that arguments stand for: files as they are; of a folder all that lie in or below
 * it, links followed, and are called like recordings, in the order of their paths; patterns as of a
 * shell, with {@code **} for any number of folders; lists.
 */
public final class InputList {
  /** How files of recordings are called, in lower case. */
  private static final Set<String> ENDINGS =
      Set.of(
          ("wav wave flac ogg oga opus sph nist aif aiff aifc au snd mp3 mp2 m4a m4b mp4 aac webm"
                  + " mkv mka mov avi amr awb 3gp wma caf w64 rf64")
              .split(" ", -1));

  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
  private static final String BYTE_ORDER_MARK = "\uFEFF"; // some editors write it before UTF-8
  private static final String PATH_KEY = "audio_filepath";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<BatchInput> inputs = new ArrayList<>();

  private InputList() {}

  /**
   * All recordings, in the order of the arguments, then of the lists.
   *
   * @param lists files of one path a line, or one JSON object with {@code audio_filepath} a line;
   *     paths are relative to the list's folder
   * @throws BatchException if a folder, a pattern or a list has none, or a list cannot be read
   */
  public static List<BatchInput> of(List<String> arguments, List<Path> lists) throws IOException {
    InputList list = new InputList();
    for (String argument : arguments) {
      list.add(argument);
    }
    for (Path file : lists) {
      list.addList(file);
    }
    return List.copyOf(list.inputs);
  }

  private void add(String argument) throws IOException {
    BatchInput named = BatchInput.named(argument);
    Path path;
    try {
      path = Path.of(argument);
    } catch (InvalidPathException e) { // reading it will say so
      inputs.add(named);
      return;
    }
    if (!named.isStandardInput() && Files.isDirectory(path)) {
      addAll(
          path,
          Integer.MAX_VALUE,
          InputList::isRecording,
          argument + ": no recordings in this folder");
    } else if (GLOB.matcher(argument).find() && !Files.exists(path)) {
      addMatches(argument);
    } else {
      inputs.add(named);
    }
  }

  private static boolean isRecording(Path file) {
    return isRecording(file.getFileName().toString());
  }

  /** Whether a file that lies in a folder is called like a recording; the name has no folders. */
  public static boolean isRecording(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.contains(ending);
  }

  private void addMatches(String pattern) throws IOException {
    Matcher magic = GLOB.matcher(pattern);
    String plain = magic.find() ? pattern.substring(0, magic.start()) : pattern;
    String above = plain.substring(0, plain.lastIndexOf('/') + 1);
    Path root = Path.of(above);
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new BatchException(pattern + ": " + e.getDescription() + " (expected: a pattern)", e);
    }
    if (!Files.isDirectory(root.toString().isEmpty() ? Path.of(".") : root)) {
      throw new BatchException(pattern + ": no such files");
    }
    String below = pattern.substring(above.length());
    int depth = below.contains("**") ? Integer.MAX_VALUE : below.split("/", -1).length;
    addAll(root, depth, matcher::matches, pattern + ": no such files");
  }

  private void addAll(Path root, int depth, Predicate<Path> wanted, String otherwise)
      throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root, Set.of(FileVisitOption.FOLLOW_LINKS), depth, finder(root, wanted, found));
    if (found.isEmpty()) {
      throw new BatchException(otherwise);
    }
    found.stream().sorted().forEach(file -> inputs.add(BatchInput.below(root, file)));
  }

  /**
   * Collects files, and folders that cannot be opened, which keep none of the others from being
   * transcribed. A link to a folder that it lies in leads to nothing new.
   */
  private static FileVisitor<Path> finder(Path root, Predicate<Path> wanted, List<Path> found) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!attributes.isDirectory() && wanted.test(file)) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (file.equals(root)) {
          throw e;
        }
        if (!(e instanceof FileSystemLoopException)) {
          found.add(file); // reading it will say why
        }
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private void addList(Path file) throws IOException {
    int before = inputs.size();
    Path folder = file.toAbsolutePath().getParent();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (!line.isBlank()) {
        String path = path(line.strip(), file + ", line " + number);
        try {
          Path found = folder.resolve(path).normalize();
          inputs.add(BatchInput.below(folder.normalize(), found));
        } catch (InvalidPathException e) {
          throw new BatchException(file + ", line " + number + ": " + e.getMessage(), e);
        }
      }
    }
    if (inputs.size() == before) {
      throw new BatchException(file + ": recordings: 0 (expected: >= 1)");
    }
  }

  private static List<String> lines(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new BatchException(file + ": is a directory (expected: a list of recordings)");
    }
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      if (!lines.isEmpty() && lines.get(0).startsWith(BYTE_ORDER_MARK)) {
        lines.set(0, lines.get(0).substring(1));
      }
      return lines;
    } catch (CharacterCodingException e) {
      throw new BatchException(file + ": not UTF-8", e);
    }
  }

  private static String path(String line, String where) {
    if (!line.startsWith("{")) {
      return line;
    }
    try {
      JsonNode path = JSON.readTree(line).path(PATH_KEY);
      if (path.isString()) {
        return path.stringValue();
      }
    } catch (JacksonException e) {
      throw new BatchException(where + ": not JSON (expected: a JSON object, or a path)", e);
    }
    throw new BatchException(where + ": no \"" + PATH_KEY + "\"");
  }
}

package org.auricle.tools.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.auricle.tools.InputException;
import org.auricle.tools.batch.InputList;

/** Where recordings are, on any file system that Hadoop knows. */
final class Locations {
  private static final String LOCAL = "file";

  private Locations() {}

  /** Whether paths without a scheme are local files, which then have none, as in the command. */
  static boolean isLocal(Configuration hadoop) {
    return LOCAL.equals(FileSystem.getDefaultUri(hadoop).getScheme());
  }

  /** A path with its scheme. */
  static Path qualified(String location, Configuration hadoop) throws IOException {
    try {
      Path path = new Path(location);
      return path.getFileSystem(hadoop).makeQualified(path);
    } catch (IllegalArgumentException e) {
      throw new InputException(location + ": not a path", e);
    }
  }

  /**
   * A path of a table as it stands in the output.
   *
   * @param folder of the table
   */
  static String resolve(String folder, String name, boolean local) {
    if (name == null) {
      return null;
    }
    try {
      return shown(new Path(new Path(folder), name), local);
    } catch (IllegalArgumentException e) {
      return name; // reading it will say so
    }
  }

  private static String shown(Path path, boolean local) {
    String scheme = path.toUri().getScheme();
    return local && LOCAL.equals(scheme) ? path.toUri().getPath() : path.toString();
  }

  /**
   * The recordings that arguments stand for: files as they are; of a folder all that lie in or
   * below it and are called like recordings; of Hadoop's patterns the same.
   */
  static List<String> recordings(List<String> arguments, Configuration hadoop) throws IOException {
    List<String> paths = new ArrayList<>();
    boolean local = isLocal(hadoop);
    for (String argument : arguments) {
      Path path = qualified(argument, hadoop);
      FileSystem files = path.getFileSystem(hadoop);
      for (FileStatus status : found(argument, path, files)) {
        if (status == null) { // reading it will say so
          paths.add(shown(path, local));
        } else if (status.isDirectory()) {
          addAll(argument, status.getPath(), files, local, paths);
        } else {
          paths.add(shown(status.getPath(), local));
        }
      }
    }
    return paths;
  }

  /** What is there; of a path that is no pattern, null if there is nothing. */
  private static FileStatus[] found(String argument, Path path, FileSystem files)
      throws IOException {
    try {
      return new FileStatus[] {files.getFileStatus(path)};
    } catch (FileNotFoundException e) {
      FileStatus[] matches = matches(argument, path, files);
      if (matches != null && matches.length == 0) {
        throw new InputException(argument + ": no such files", e);
      }
      return matches == null ? new FileStatus[1] : matches;
    }
  }

  private static FileStatus[] matches(String pattern, Path path, FileSystem files)
      throws IOException {
    try {
      return files.globStatus(path);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          pattern + ": Hadoop cannot match names that have a colon (expected: a folder)", e);
    }
  }

  private static void addAll(
      String argument, Path folder, FileSystem files, boolean local, List<String> paths)
      throws IOException {
    List<String> inside = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      if (InputList.isRecording(file.getName())) {
        inside.add(shown(file, local));
      }
    }
    if (inside.isEmpty()) {
      throw new InputException(argument + ": no recordings in this folder");
    }
    inside.sort(null);
    paths.addAll(inside);
  }
}

package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {
  @TempDir private Path temporary;

  /** Of a server that was killed: its lock is a file that nobody holds. */
  private Path left(String name) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve(name));
    Files.writeString(folder.resolve("lock"), "");
    Files.writeString(folder.resolve("MultiPart123"), "audio");
    return folder;
  }

  @Test
  void clearsWhatAKilledServerLeft() throws Exception {
    Path killed = left("auricle-uploads-1");
    try (UploadFolder ours = UploadFolder.in(temporary)) {
      assertThat(killed).doesNotExist();
      assertThat(ours.path()).isDirectory();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void leavesWhatIsInUseOrNotItsOwn() throws Exception {
    Path other = left("uploads-1");
    Path elsewhere = left("elsewhere");
    Path link = Files.createSymbolicLink(temporary.resolve("auricle-uploads-link"), elsewhere);
    Path unlocked = Files.createDirectory(temporary.resolve("auricle-uploads-new"));
    try (UploadFolder first = UploadFolder.in(temporary)) {
      Files.writeString(first.path().resolve("upload"), "audio");
      try (UploadFolder second = UploadFolder.in(temporary)) {
        assertThat(second.path()).isNotEqualTo(first.path());
        assertThat(first.path().resolve("upload")).exists();
      }
      for (Path kept : List.of(other, elsewhere, link, unlocked)) {
        assertThat(kept).exists();
      }
      assertThat(elsewhere.resolve("MultiPart123")).exists();
    }
  }
}

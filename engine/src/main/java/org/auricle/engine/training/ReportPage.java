package org.auricle.engine.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A page about a training: one HTML file that needs nothing else, neither network nor scripts.
 * Texts are HTML already.
 */
public final class ReportPage {
  private ReportPage() {}

  /** A page of a title and what stands below it. */
  public static String html(String title, String body) {
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title><style>%s</style></head><body><main>
    <h1>%s</h1>
    %s</main></body></html>
    """
        .formatted(title, STYLE, title, body);
  }

  /** A number with its name, for a section of class {@code figures}. */
  public static String figure(String value, String name) {
    return "<div><b>" + value + "</b><span>" + name + "</span></div>";
  }

  /** Writes a page in place of an older one, never half of it. */
  public static void write(Path file, String html) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, html, StandardCharsets.UTF_8);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static final String STYLE =
      """
      :root{--ink:#1c2430;--soft:#667085;--rule:#e4e7ec;--card:#fff;--page:#f6f7f9;
      --c0:#3056d3;--c1:#d9662b;--del:#b42318;--ins:#067647;--best:#eef4ff;color-scheme:light dark}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#98a2b3;--rule:#333b49;
      --card:#1b212c;--page:#12161e;--c0:#8aa4ff;--c1:#f19a63;--del:#ff8a80;--ins:#5fd3a2;
      --best:#22304d}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--page);color:var(--ink);
      font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      main{max-width:1140px;margin:0 auto;padding:32px 24px 64px}
      h1{font-size:28px;margin:0}h2{font-size:18px;margin:36px 0 10px}
      .lead{color:var(--soft);margin:4px 0 20px}
      .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px}
      .figures div,figure,table,pre{background:var(--card);border:1px solid var(--rule);
      border-radius:10px}
      .figures div{padding:14px 16px}.figures b{display:block;font-size:24px}
      .figures span{color:var(--soft);font-size:13px}
      .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:14px;
      margin-top:14px}
      figure{margin:0;padding:14px 16px}figcaption{display:flex;gap:14px;align-items:baseline;
      color:var(--soft);font-size:13px}
      figcaption b{color:var(--ink);font-size:15px}figcaption i{flex:1;font-style:normal}
      .key:not(:empty)::before{content:"";display:inline-block;
      width:14px;height:3px;margin-right:6px;vertical-align:middle;background:currentColor}
      svg{display:block;width:100%;height:auto;margin-top:6px}
      svg text{font-size:11px;fill:var(--soft)}
      .grid{stroke:var(--rule)}.mark{stroke:var(--soft);stroke-dasharray:3 3}
      .c0{color:var(--c0)}.c1{color:var(--c1)}
      svg path{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}
      svg circle{fill:currentColor}
      table{border-collapse:separate;border-spacing:0;width:100%;font-size:14px;overflow:hidden}
      th,td{padding:6px 12px;text-align:left;border-top:1px solid var(--rule)}
      thead th{border-top:0;color:var(--soft);font-weight:600;font-size:13px}
      .n{text-align:right;font-variant-numeric:tabular-nums}.wide{width:75%}
      .best td{background:var(--best);font-weight:600}
      del{color:var(--del)}ins{color:var(--ins);text-decoration:none;font-weight:600}
      pre{padding:14px 16px;font-size:12.5px;overflow:auto}
      """;
}

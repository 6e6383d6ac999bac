package org.auricle.tools.picture;

/** A page that needs nothing else: neither network nor files beside it. Texts are HTML already. */
public final class HtmlPage {
  private HtmlPage() {}

  /** A page of a title and what stands below it. */
  public static String html(String title, String body) {
    return start(title, "") + body + end(SCRIPT);
  }

  /**
   * A page up to what stands below its title, for those that are written piece by piece.
   *
   * @param style of its own, after that of all pages
   */
  public static String start(String title, String style) {
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title><style>%s%s</style></head><body><main>
    <h1>%s</h1>
    """
        .formatted(title, STYLE, style, title);
  }

  /** The rest of such a page. */
  public static String end(String script) {
    return "</main><script>" + script + "</script></body></html>\n";
  }

  /** A text as HTML. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The player's position runs through the pictures; a click on them sets it. */
  private static final String SCRIPT =
      """
      document.querySelectorAll('.sound').forEach(box=>{
      const audio=box.querySelector('audio'),strip=box.querySelector('.strip');if(!audio)return;
      const seconds=+strip.dataset.seconds;
      const show=()=>{strip.style.setProperty('--t',audio.currentTime/seconds);
      strip.classList.add('played');if(!audio.paused)requestAnimationFrame(show)};
      audio.addEventListener('play',show);audio.addEventListener('seeked',show);
      strip.addEventListener('click',event=>{
      const plot=strip.querySelector('.plot').getBoundingClientRect();
      const t=(event.clientX-plot.left)/plot.width;
      if(t>=0&&t<=1){audio.currentTime=t*seconds}})});
      """;

  private static final String STYLE =
      """
      :root{--ink:#1c2430;--soft:#667085;--rule:#e4e7ec;--card:#fff;--page:#f6f7f9;
      --c0:#3056d3;--c1:#d9662b;--del:#b42318;--ins:#067647;color-scheme:light}
      *{box-sizing:border-box}
      body{margin:0;background:var(--page);color:var(--ink);
      font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      main{max-width:1200px;margin:0 auto;padding:24px 16px 64px}
      h1{font-size:26px;margin:0;overflow-wrap:anywhere}h2{font-size:19px;margin:34px 0 8px}
      h3{font-size:15px;margin:18px 0 0}p{margin:4px 0 10px;max-width:75ch}
      .lead,.soft{color:var(--soft)}
      .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(145px,1fr));gap:10px}
      .figures div,.card,.scroll{background:var(--card);border:1px solid var(--rule);
      border-radius:10px}
      .figures div{padding:12px 14px}.figures b{display:block;font-size:22px}
      .figures span{color:var(--soft);font-size:13px}
      .card{padding:12px 14px;margin:0 0 14px}
      .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));
      gap:14px;align-items:start}
      .scroll{overflow-x:auto;margin:0 0 14px}
      table{border-collapse:separate;border-spacing:0;width:100%;font-size:14px}
      th,td{padding:4px 10px;text-align:left;border-top:1px solid var(--rule);white-space:nowrap}
      thead th{border-top:0;color:var(--soft);font-weight:600;font-size:13px}
      .n{text-align:right;font-variant-numeric:tabular-nums}
      .matrix{width:auto}.matrix td,.matrix th{padding:2px 4px;text-align:center;min-width:26px;
      font-size:12px;border:0}
      del{color:var(--del)}ins{color:var(--ins);text-decoration:none;font-weight:600}
      .said{overflow-wrap:anywhere;margin:2px 0 8px;max-width:none}
      .chart{display:block;width:100%;max-width:640px;height:auto}
      .chart text{font-size:14px;fill:var(--soft)}.chart .grid{stroke:var(--rule)}
      .chart .c0{color:var(--c0)}.chart .c1{color:var(--c1)}
      .chart path{fill:none;stroke:currentColor;stroke-width:2}.chart circle{fill:currentColor}
      .key{margin-right:16px}.key::before{content:"";display:inline-block;width:14px;height:3px;
      margin-right:6px;vertical-align:middle;background:currentColor}
      .key.c0{color:var(--c0)}.key.c1{color:var(--c1)}
      audio{width:100%;max-width:460px;height:36px;display:block;margin:4px 0 8px}
      .strip{overflow-x:auto;container-type:inline-size;cursor:crosshair}
      .inner{position:relative}
      .note{position:sticky;left:0;width:100cqw;max-width:75ch}
      .panel{display:grid;grid-template-columns:64px 1fr;margin-bottom:6px}
      .gutter{position:sticky;left:0;z-index:2;background:var(--card);font-size:11px;
      color:var(--soft);line-height:15px}
      .gutter span{position:absolute;right:5px;white-space:nowrap}
      .plot{position:relative;overflow:hidden;background:#fbfaf5}
      .plot img,.plot .wave{position:absolute;left:0;top:0;height:100%;max-width:none;
      image-rendering:pixelated}
      .plot .wave{width:100%;fill:var(--c0)}
      .mark{position:absolute;top:1px;bottom:1px;font-style:normal;font-size:12px;line-height:19px;
      padding-left:2px;border-left:2px solid var(--c0);white-space:nowrap}
      .mark.token{top:2px;bottom:auto;height:16px;line-height:16px}.mark.token.low{top:20px}
      .mark.word,.mark.wrong{min-width:13px;overflow:hidden}.mark.word{background:#e4ebff}.mark.wrong{background:#fde4e1;
      border-color:var(--del)}
      .ticks span{position:absolute;font-size:11px;color:var(--soft);line-height:15px;
      border-left:1px solid var(--soft);padding-left:3px}
      .head{display:none;position:absolute;top:0;bottom:0;width:2px;background:var(--del);
      left:calc(64px + (100% - 64px)*var(--t));z-index:1;pointer-events:none}
      .played .head{display:block}
      """;
}

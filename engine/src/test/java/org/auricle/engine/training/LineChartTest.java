package org.auricle.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class LineChartTest {
  @Test
  void chartsAreWellFormedEvenWithOneEpochOrNoFiniteValue() throws Exception {
    for (double[] values :
        List.of(new double[] {3}, new double[] {Double.NaN}, new double[] {0, 0, Double.NaN, 1})) {
      String html = new LineChart("t", "u", List.of(new LineChart.Line("a", values)), 1).html();
      Matcher svg = Pattern.compile("<svg.*</svg>", Pattern.DOTALL).matcher(html);
      assertThat(svg.find()).isTrue();
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg.group())));
      assertThat(html).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void ticksAreRoundAndCoverTheRange() {
    assertThat(LineChart.ticks(0, 92)).containsExactly(0, 20, 40, 60, 80, 100);
    assertThat(LineChart.ticks(0, 0.00098)[0]).isZero();
    assertThat(LineChart.ticks(0, 0)).hasSizeGreaterThan(1);
  }
}

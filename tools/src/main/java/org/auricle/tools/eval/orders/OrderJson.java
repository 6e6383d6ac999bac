package org.auricle.tools.eval.orders;

import java.util.Map;
import org.auricle.tools.eval.EvalJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings of orders for programs, as JSON. */
public final class OrderJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OrderJson() {}

  /** All of it, with every result. */
  public static String of(OrderFindings findings) {
    OrderEvaluation evaluation = findings.evaluation();
    ObjectNode object = JSON.createObjectNode();
    object.put("model", findings.model());
    object.put("domain", findings.domain());
    object.put("orders", evaluation.count());
    object.put("right", evaluation.right());
    EvalJson.number(object, "rightPercent", evaluation.percent());
    EvalJson.interval(object, "rightInterval", findings.interval());
    object.put("refused", evaluation.refused());
    EvalJson.number(object, "audioSeconds", evaluation.seconds());
    EvalJson.number(object, "computeSeconds", findings.computeSeconds());
    object.put("threads", findings.threads());
    tallies(object.putObject("intents"), evaluation.intents());
    tallies(object.putObject("slots"), evaluation.slots());
    ArrayNode confusions = object.putArray("confusions");
    for (OrderEvaluation.Confusion c : evaluation.confusions()) {
      confusions
          .addObject()
          .put("slot", c.slot())
          .put("wanted", c.wanted())
          .put("found", c.found())
          .put("times", c.times());
    }
    findings.noise().ifPresent(sweep -> noise(object.putObject("noise"), sweep));
    ArrayNode others = object.putArray("otherSpeech");
    for (OrderFindings.OtherSpeech other : findings.others()) {
      ObjectNode node = others.addObject();
      node.put("manifest", other.manifest());
      node.put("recordings", other.evaluation().count());
      node.put("taken", other.evaluation().taken());
      EvalJson.number(node, "takenPercent", other.percent());
      results(node.putArray("results"), other.evaluation());
    }
    results(object.putArray("results"), evaluation);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object);
  }

  private static void tallies(ObjectNode object, Map<String, OrderEvaluation.Tally> tallies) {
    tallies.forEach(
        (name, tally) ->
            object
                .putObject(name)
                .put("labelled", tally.wanted())
                .put("right", tally.right())
                .put("wrong", tally.wrong())
                .put("missing", tally.missing())
                .put("extra", tally.extra()));
  }

  private static void noise(ObjectNode object, OrderFindings.Sweep sweep) {
    object.put("noise", sweep.noise());
    object.put("clips", sweep.clips());
    object.put("seed", sweep.seed());
    EvalJson.number(object, "meanPercent", sweep.percent());
    ArrayNode points = object.putArray("points");
    for (OrderFindings.Point point : sweep.points()) {
      ObjectNode node = points.addObject();
      EvalJson.number(node, "snrDb", point.snrDb());
      EvalJson.number(node, "rightPercent", point.percent());
      EvalJson.interval(node, "rightInterval", point.interval());
      node.put("refused", point.refused());
    }
  }

  private static void results(ArrayNode array, OrderEvaluation evaluation) {
    for (OrderResult result : evaluation.results()) {
      ObjectNode node = array.addObject();
      node.put("file", result.source().file());
      node.put("right", result.isRight());
      node.put("heard", result.heard());
      EvalJson.number(node, "confidence", result.confidence());
      order(node.putObject("wanted"), result.wanted());
      order(node.putObject("understood"), result.found());
    }
  }

  private static void order(ObjectNode node, Order order) {
    node.put("intent", order.intent());
    ObjectNode slots = node.putObject("slots");
    order.slots().forEach(slots::put);
  }
}

package org.auricle.tools.eval.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;
import org.auricle.tools.eval.Bootstrap;
import org.auricle.tools.eval.Evaluation;
import org.auricle.tools.eval.Interval;
import org.auricle.tools.eval.orders.OrderEvaluation.Confusion;
import org.auricle.tools.eval.orders.OrderEvaluation.Tally;
import org.junit.jupiter.api.Test;

class OrderEvaluationTest {
  private static final Order LATTE = order("order", "drink", "latte", "size", "small");
  private static final Order TEA = order("order", "drink", "tea");
  private static final Order STOP = order("stop");

  private static Order order(String intent, String... slots) {
    return new Order(
        intent,
        slots.length == 0
            ? Map.of()
            : slots.length == 2
                ? Map.of(slots[0], slots[1])
                : Map.of(slots[0], slots[1], slots[2], slots[3]));
  }

  private static OrderEvaluation evaluation(Order... wantedAndFound) {
    OrderEvaluation evaluation = new OrderEvaluation();
    for (int i = 0; i < wantedAndFound.length; i += 2) {
      evaluation.add(
          new OrderResult(
              Evaluation.Source.of("r" + i), wantedAndFound[i], wantedAndFound[i + 1], "", 1));
    }
    return evaluation;
  }

  @Test
  void anOrderCountsWhenTheIntentAndEverySlotAreRightAndNoneIsAdded() {
    OrderEvaluation evaluation =
        evaluation(
            LATTE,
            LATTE,
            LATTE,
            order("order", "drink", "latte"), // a slot is missing
            TEA,
            LATTE, // one is wrong, one added
            TEA,
            order("stop", "drink", "tea"), // of something else
            STOP,
            Order.NONE,
            Order.NONE,
            Order.NONE,
            Order.NONE,
            STOP);
    assertThat(evaluation.results())
        .extracting(OrderResult::isRight)
        .containsExactly(true, false, false, false, false, true, false);
    assertThat(evaluation.right()).isEqualTo(2);
    assertThat(evaluation.percent()).isEqualTo(200.0 / 7, within(1e-9));
    assertThat(evaluation.refused()).isEqualTo(1);
    assertThat(evaluation.taken()).isEqualTo(5);
    assertThat(evaluation.slots())
        .isEqualTo(Map.of("drink", new Tally(4, 3, 0, 0), "size", new Tally(2, 1, 1, 1)));
    assertThat(evaluation.slots().get("drink").wrong()).isEqualTo(1);
    assertThat(evaluation.intents())
        .isEqualTo(Map.of("order", new Tally(4, 3, 0, 0), "stop", new Tally(1, 0, 1, 2)));
    assertThat(evaluation.confusions())
        .containsExactlyInAnyOrder(
            new Confusion("size", "small", "", 1),
            new Confusion("size", "", "small", 1),
            new Confusion("drink", "tea", "latte", 1));
  }

  @Test
  void theIntervalIsThatOfTheShareOfRightOnes() {
    Order[] orders = new Order[400];
    for (int i = 0; i < orders.length; i += 2) {
      orders[i] = STOP;
      orders[i + 1] = i < 40 ? TEA : STOP; // 20 of 200 wrong
    }
    Interval found = evaluation(orders).interval(Bootstrap.DEFAULT).orElseThrow();
    double error = 1.96 * Math.sqrt(0.9 * 0.1 / 200) * 100; // of a binomial share
    assertThat(found.low()).isEqualTo(90 - error, within(0.6));
    assertThat(found.high()).isEqualTo(90 + error, within(0.6));
    assertThat(evaluation(STOP, STOP).interval(Bootstrap.DEFAULT)).isEqualTo(Optional.empty());
  }

  @Test
  void ofNothingThereIsNoRate() {
    OrderEvaluation nothing = evaluation();
    assertThat(nothing.percent()).isNaN();
    assertThat(nothing.summary()).isEqualTo("nothing read");
  }

  @Test
  void whatIsUnderstoodBecomesAnOrder() {
    SlotValue small = new SlotValue("size", "small", "little", 0, 1, 1);
    SlotValue large = new SlotValue("size", "large", "large", 2, 1, 1);
    assertThat(Order.of(new Interpretation("order", List.of(small), 0.7)))
        .isEqualTo(order("order", "size", "small"));
    assertThat(Order.of(new Interpretation("order", List.of(small, large), 1)))
        .hasToString("order  size=small + large");
    assertThat(Order.of(Interpretation.NONE)).isEqualTo(Order.NONE).hasToString("none");
  }
}

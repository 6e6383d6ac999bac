package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Maybe;
import org.auricle.models.domain.Phrase.Sequence;
import org.auricle.models.domain.Phrase.SlotReference;
import org.auricle.models.domain.Phrase.Word;

/** Writes intents as a grammar in JSGF: a rule for each slot, a public one for each intent. */
final class JsgfWriter {
  private final List<String> slotNames;
  private final StringBuilder out = new StringBuilder();

  private JsgfWriter(Map<String, Slot> slots) {
    slotNames = new ArrayList<>(slots.keySet());
  }

  static String write(List<Intent> intents, Map<String, Slot> slots) {
    JsgfWriter writer = new JsgfWriter(slots);
    writer.out.append("#JSGF V1.0;\ngrammar domain;\n");
    for (Slot slot : slots.values()) {
      List<Phrase> ways = slot.elements().stream().map(SlotElement::phrase).toList();
      writer.rule("<slot" + writer.slotNames.indexOf(slot.name()) + ">", ways);
    }
    for (int i = 0; i < intents.size(); i++) {
      List<Phrase> ways = intents.get(i).expressions().stream().map(Expression::phrase).toList();
      writer.rule("public <intent" + i + ">", ways);
    }
    return writer.out.toString();
  }

  private void rule(String rule, List<Phrase> ways) {
    out.append(rule).append(" = ");
    choices(ways, "\n  | ");
    out.append(";\n");
  }

  private void choices(List<Phrase> ways, String separator) {
    for (int i = 0; i < ways.size(); i++) {
      out.append(i == 0 ? "" : separator);
      write(ways.get(i));
    }
  }

  private void write(Phrase phrase) {
    if (phrase instanceof Word word) {
      out.append('"').append(word.text()).append('"');
    } else if (phrase instanceof SlotReference reference) {
      out.append("<slot").append(slotNames.indexOf(reference.slot())).append('>');
    } else if (phrase instanceof Choice choice) {
      out.append('(');
      choices(choice.choices(), " | ");
      out.append(')');
    } else if (phrase instanceof Maybe maybe) {
      out.append('[');
      write(maybe.part());
      out.append(']');
    } else if (phrase instanceof Sequence sequence) {
      out.append(sequence.parts().isEmpty() ? "<NULL>" : "");
      for (int i = 0; i < sequence.parts().size(); i++) {
        out.append(i == 0 ? "" : " ");
        write(sequence.parts().get(i));
      }
    }
  }
}

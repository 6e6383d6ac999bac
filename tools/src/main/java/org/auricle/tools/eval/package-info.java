/**
 * What an evaluation is made of: errors, intervals, comparisons, and the reports about them. Start
 * at {@link org.auricle.tools.eval.Evaluation}, which takes one result after the other; {@link
 * org.auricle.tools.eval.Findings} is what is worked out from it, {@link
 * org.auricle.tools.eval.EvalText}, {@link org.auricle.tools.eval.EvalJson} and {@link
 * org.auricle.tools.eval.EvalPage} tell it to people and programs. Nothing here prints.
 */
package org.auricle.tools.eval;

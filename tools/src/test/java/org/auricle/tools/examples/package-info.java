/** Java that stands in documentation: {@link org.auricle.tools.examples.ExamplesTest}. */
package org.auricle.tools.examples;

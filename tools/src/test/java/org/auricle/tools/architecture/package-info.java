/** The arrows between modules, held by tests: start at {@code ArchitectureRules}. */
package org.auricle.tools.architecture;

/** YAML that people write, read with the place of everything. Start at {@link YamlReader}. */
package org.auricle.models.yaml;

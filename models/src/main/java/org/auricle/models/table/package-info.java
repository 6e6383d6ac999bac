/**
 * Tables as people have them: start at {@link org.auricle.models.table.DelimitedTable}, which reads
 * values separated by commas, semicolons or tabs and keeps the line of each row.
 */
package org.auricle.models.table;

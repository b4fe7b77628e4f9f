// Runs SQL in DuckDB, in memory: node duckdb.mjs MODULES STATEMENT... It prints the rows of
// the last statement as JSON.
import { createRequire } from "node:module";

const [modules, ...statements] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(`${modules}/`)("@duckdb/node-api");
const connection = await (await DuckDBInstance.create(":memory:")).connect();
for (const statement of statements.slice(0, -1)) {
  await connection.run(statement);
}
const reader = await connection.runAndReadAll(statements.at(-1));
console.log(JSON.stringify(reader.getRowsJson()));

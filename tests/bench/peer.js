/* Checks a table with Frictionless' tableschema as far as it goes: the peer of `baocao check`.
 *
 * usage: node peer.js TABLE SCHEMA
 * Reads every row, prints the faults with their row and column as JSON lines, at last the counts.
 */
'use strict';

const fs = require('fs');
const {Table} = require('tableschema');

async function main(path, schema) {
    const table = await Table.load(path, {schema: JSON.parse(fs.readFileSync(schema, 'utf8'))});
    let rows = 0, faults = 0;
    for await (const row of await table.iter({forceCast: true, stream: true})) {
        rows++;
        for (const fault of row.errors || []) {
            faults++;
            console.log(JSON.stringify({row: fault.rowNumber, column: fault.columnNumber,
                                        message: fault.message}));
        }
    }
    console.log(JSON.stringify({rows, faults}));
}

main(process.argv[2], process.argv[3]).catch((fault) => {
    console.error(fault.message);
    process.exit(1);
});

'use strict';
// Loaded before the product: counts what it asks PostgreSQL, for `product.ts`, which asks for the count by a message.
const pg = require('pg');

let statements = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function counted(...asked) {
  statements += 1;
  return query.apply(this, asked);
};
process.on('message', () => process.send(statements));
process.channel.unref();

import { DurableObject } from "cloudflare:workers";

/** The least that an object can do for a booking: one row, in its own SQLite. */
export class Floor extends DurableObject {
  constructor(context: DurableObjectState, env: Cloudflare.Env) {
    super(context, env);
    context.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT",
    );
  }

  insert(value: string): void {
    this.ctx.storage.sql.exec("INSERT INTO rows (value) VALUES (?)", value);
  }
}

export default { fetch: () => new Response(null, { status: 404 }) };

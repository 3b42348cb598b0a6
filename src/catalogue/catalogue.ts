import config from "../../rooms.config.ts";
import { holidayCalendars } from "./holidays.ts";
import type { Catalogue } from "./parse.ts";
import { parseCatalogue } from "./parse.ts";

export { CatalogueError } from "./catalogue-error.ts";
export type { Catalogue, Operator, Room } from "./parse.ts";
export { parseCatalogue } from "./parse.ts";

/** rooms.config.ts, read once; a wrong one stops the Worker and the tests with a CatalogueError. */
export const catalogue: Catalogue = parseCatalogue(config, holidayCalendars);

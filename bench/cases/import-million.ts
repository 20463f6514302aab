import { importCase } from "../import-case";

/** At full size a million lines, once each; BENCH_ROWS asks for another number. */
export default importCase("import of a list of a million, or less", "bench_import_million", { small: 50_000, full: 1_000_000, rounds: 1 });

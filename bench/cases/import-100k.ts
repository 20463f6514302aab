import { importCase } from "../import-case";

/** At full size 100,000 lines; BENCH_ROWS asks for another number. */
export default importCase("import of a long list", "bench_import_100k", { small: 20_000, full: 100_000, rounds: 3 });

import { AppError } from "~/platform/errors";
import { readRent, rentsAsOf } from "./commune-rent.rules";
import type { MarketFormat } from "./market-formats.rules";
import { readSale, saleKey } from "./property-sale.rules";
import { readQuarter } from "./quarter-figure.rules";
import { isLeftOut, type LeftOut, type MarketFile, type RecognisedFile, recogniseMarketFile } from "./read-market-file.server";
import { settlePlaces } from "./settle-places.server";
import { settleQuarters } from "./settle-quarters.server";
import { FigureStage, type Owner } from "./stage-figures.server";

/** A file whose rows all look like one sale is cut here, so that it does not come into memory whole. */
const mostRowsOfASale = 20_000;

/** What became of a file: rows read; figures (sales, quarters, rents) found, kept, and refused by reason; doubts by reason, of what was kept without a price. */
export interface FileReading {
  name: string;
  format: MarketFormat;
  rows: number;
  found: number;
  kept: number;
  refused: Record<string, number>;
  doubts: Record<string, number>;
}

export interface MarketImport {
  read: Array<FileReading>;
  leftOut: Array<LeftOut>;
  quarters: Awaited<ReturnType<typeof settleQuarters>>;
  places: Awaited<ReturnType<typeof settlePlaces>>;
}

/**
 * Reads the open files of the housing market into the reference tables, as their owner, all of them or nothing. The same files again
 * change nothing. `today` as `2026-01-31`: what lies after it is refused.
 * @throws AppError 'prospecting.market.nothing_found', and those of recogniseMarketFile
 */
export async function importMarket(owner: Owner, { files, today }: { files: Array<MarketFile>; today: string }): Promise<MarketImport> {
  const recognised: Array<RecognisedFile> = [];
  const leftOut: Array<LeftOut> = [];
  for (const file of files) {
    const known = await recogniseMarketFile(file);
    if (isLeftOut(known)) leftOut.push(known);
    else recognised.push(known);
  }
  if (recognised.length === 0) throw new AppError("prospecting.market.nothing_found");

  await owner.query("BEGIN");
  try {
    await owner.query("SELECT pg_advisory_xact_lock(hashtext('market'))");
    const stage = new FigureStage(owner);
    await stage.open();
    const read: Array<FileReading> = [];
    for (const file of recognised) read.push(await readFile(file, stage, today));
    await stage.close();
    const quarters = await settleQuarters(owner, today);
    const places = await settlePlaces(owner);
    await owner.query("COMMIT");
    return { read, leftOut, quarters, places };
  } catch (error) {
    await owner.query("ROLLBACK");
    throw error;
  }
}

async function readFile({ name, format, columns, rows }: RecognisedFile, stage: FigureStage, today: string): Promise<FileReading> {
  const reading: FileReading = { name, format, rows: 0, found: 0, kept: 0, refused: {}, doubts: {} };
  const count = (counts: Record<string, number>, reason: string) => void (counts[reason] = (counts[reason] ?? 0) + 1);
  const asOf = rentsAsOf(name);
  let key = "";
  let ofOneSale: Array<Array<string>> = [];

  async function endSale() {
    if (ofOneSale.length === 0) return;
    reading.found++;
    const read = readSale(ofOneSale, columns, today);
    ofOneSale = [];
    if ("refusal" in read) return count(reading.refused, read.refusal);
    reading.kept++;
    if (read.doubt) count(reading.doubts, read.doubt);
    await stage.addSale(read.sale);
  }

  for await (const { cells, extraCells } of rows()) {
    reading.rows++;
    // A decimal comma between commas moves every cell after it.
    if (extraCells > 0) {
      count(reading.refused, "row_shifted");
      continue;
    }
    if (format === "sales") {
      const own = saleKey(cells, columns);
      if (own !== key || ofOneSale.length === mostRowsOfASale) await endSale();
      key = own;
      ofOneSale.push(cells);
      continue;
    }
    reading.found++;
    const read = format === "quarters" ? readQuarter(cells, columns, today) : readRent(cells, columns);
    if ("refusal" in read) {
      count(reading.refused, read.refusal);
      continue;
    }
    reading.kept++;
    if ("communeCode" in read.figure) await stage.addRent(read.figure, asOf);
    else await stage.addQuarter(read.figure);
  }
  await endSale();
  return reading;
}

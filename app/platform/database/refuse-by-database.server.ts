import { AppError } from "../errors";
import { sentenceOf } from "../i18n";
import { voiceFor } from "../i18n.server";
import { type Column, columnsOf, constraintNamed, tableOf } from "./catalogue.server";
import { camel, faultsOf, untold } from "./constraint-faults.rules";
import { DatabaseRefusal, type Fault } from "./refusal";

/** What the driver's adapter keeps of an error of PostgreSQL. */
interface Told {
  originalCode: string;
  originalMessage: string;
  constraint?: { index?: string; fields?: Array<string> };
}
interface Thrown {
  name?: string;
  code?: string;
  cause?: unknown;
  meta?: { modelName?: string; driverAdapterError?: { cause?: unknown } };
}

const isTold = (value: unknown): value is Told => typeof (value as Told | undefined)?.originalCode === "string";

/**
 * What a person is answered when the database refused a value or gave way to somebody else: an AppError whose sentence names the field,
 * and never a message of the database. Null for everything else, which is an accident. A key that spans companies is not spoken of.
 */
export async function refusalOf(error: unknown): Promise<AppError | null> {
  const { name, code, cause, meta } = (error ?? {}) as Thrown;
  if (code === "P2025") return new AppError("platform.record.unknown", { status: 404 });
  if (code === "P2034") return new DatabaseRefusal([{ kind: "busy", fields: [] }]);
  const told = meta?.driverAdapterError?.cause ?? (name === "DriverAdapterError" ? cause : undefined);
  if (!isTold(told)) return null;
  const faults = await faultsTold(told, meta?.modelName);
  return faults && new DatabaseRefusal(faults);
}

async function faultsTold(
  { originalCode: code, originalMessage: message, constraint }: Told,
  model?: string,
): Promise<Array<Fault> | null> {
  const quoted = (after: string) => new RegExp(`${after} "([^"]+)"`).exec(message)?.[1];
  if (["40001", "40P01", "55P03"].includes(code)) return [{ kind: "busy", fields: [] }];
  if (code === "23502") return [{ kind: "required", fields: [camel(quoted("column") ?? "")].filter(Boolean), unnamed: "value" }];
  if (code.startsWith("22")) return limitFaults(message, model);
  if (code === "P0001") return [untold];
  if (!code.startsWith("23")) return null;
  const named = constraint?.index ?? quoted("constraint");
  if (!named) return [untold];
  if (await isRule(named)) return [{ kind: `rule.${named}`, fields: [] }];
  const found = await constraintNamed(named);
  return found ? faultsOf(found, { ofParent: message.startsWith("update or delete on table") }) : [untold];
}

/** A text too long, a number too large, a value of another kind: PostgreSQL does not say of which column, what was typed does. */
async function limitFaults(message: string, model?: string): Promise<Array<Fault>> {
  const table = model && tableOf(model);
  const columns = table ? await columnsOf(table) : [];
  const named = (of: Array<Column>) => of.map(({ name }) => camel(name));
  const [, most] = /character(?: varying)?\((\d+)\)/.exec(message) ?? [];
  if (most) {
    const max = Number(most);
    const fits = (text: string) => [...text].length > max;
    return [
      { kind: "too_long", fields: named(columns.filter(({ length }) => length === max)), values: { max }, fits, unnamed: "text_too_long" },
    ];
  }
  const [, value] = /: "(.*)"$/s.exec(message) ?? /^value "(.*?)"/.exec(message) ?? [];
  if (!/overflow|out of range/.test(message)) return [{ kind: "invalid", fields: [], fits: (text) => text === value, unnamed: "value" }];
  const limited = columns.filter(({ type, digits }) => digits !== null && message.includes(type));
  const digits = [...new Set(limited.map((column) => column.digits!))];
  return (digits.length ? digits : [9]).map((count) => ({
    kind: "too_big",
    fields: named(limited.filter((column) => column.digits === count)),
    fits: (text) => text !== "" && (text === value || Math.abs(Number(text.replace(",", "."))) >= 10 ** count),
    unnamed: "value",
  }));
}

/** Whether a trigger of ours raises under this name: then it has a sentence. */
const isRule = async (name: string) => (await voiceFor("fr", ["platform"])).exists(sentenceOf(`platform.database.rule.${name}`).key);

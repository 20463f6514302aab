import { AppError } from "../errors";

/** What the database holds against a value: the kind is the key of its sentence, the fields are columns in camelCase. */
export interface Fault {
  kind: string;
  fields: Array<string>;
  values?: Record<string, string | number>;
  /** Whether this very text is the one refused, `others` being the texts beside it: where the database does not say which field it meant. */
  fits?: (text: string, others: Record<string, string>) => boolean;
  /** The kind that speaks of no field, where one of several or of all may be meant. */
  unnamed?: string;
}

const conflicts = new Set(["taken", "taken_together", "single", "overlap", "in_use", "busy", "refused"]);
const statusOf = (kind: string) => (conflicts.has(kind) || kind.startsWith("rule.") ? 409 : 422);

/** A change that the database refused, as an answer. It carries no cause: what a job's run keeps of it is shown. `values.field` holds keys of names, which `nameFields` puts into words. */
export class DatabaseRefusal extends AppError {
  constructor(private readonly faults: Array<Fault>) {
    const { kind, fields, values } = inOne(faults);
    const field = fields.length === 1 ? fields[0] : undefined;
    super(`platform.database.${kind}`, { status: statusOf(kind), field, values: { ...values, field: fields.join(" ") } });
  }

  /** The same refusal at the field of a form that it means; at none where the form has no such field. `form`: what was typed, by the field's name. */
  at(form: Record<string, string>): AppError {
    const names = Object.keys(form);
    for (const { kind, fields, values, fits } of this.faults) {
      const there = fits && fields.length === 0 ? names : names.filter((name) => fields.includes(leafOf(name)));
      const sure = there.find((name) => fields.includes(name)) ?? (there.length === 1 ? there[0] : undefined);
      const meant = fits ? there.find((name) => fits(form[name]!, besides(form, name))) : this.faults.length === 1 ? sure : undefined;
      if (!meant) continue;
      const field = fits ? leafOf(meant) : fields.join(" ");
      return new AppError(`platform.database.${kind}`, {
        status: statusOf(kind),
        field: meant,
        values: { ...values, field },
      });
    }
    return new AppError(this.code, { ...this.detail, field: names.find((name) => name === this.detail.field) });
  }
}

/** `lines[0].quantity` is of the column quantity, `tags[1]` of tags. */
const leafOf = (name: string) => name.replace(/\[\d+\]$/, "").replace(/^.*\./, "");

/** What was typed on the same row of the form, by column. */
function besides(form: Record<string, string>, name: string): Record<string, string> {
  const row = name.slice(0, name.length - leafOf(name).length);
  return Object.fromEntries(
    Object.entries(form)
      .filter(([other]) => other === row + leafOf(other))
      .map(([other, text]) => [leafOf(other), text]),
  );
}

/** One sentence for all faults that may be meant. */
function inOne(faults: Array<Fault>): Fault {
  const first = faults[0]!;
  const fields = [...new Set(faults.flatMap((fault) => fault.fields))];
  if (first.unnamed && fields.length !== 1) return { kind: first.unnamed, fields: [], values: first.values };
  const said = ({ kind, values }: Fault) => JSON.stringify([kind, values]);
  return faults.every((fault) => said(fault) === said(first)) ? { ...first, fields } : { kind: "one_of_these", fields };
}

import { useTranslation } from "react-i18next";
import { type Dialect, delimiters, encodings, newlines } from "~/domains/prospecting/import/read/dialect.schema";
import { nameOf } from "~/domains/prospecting/import/import.schema";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";

/** How a list is written down, in one line. */
export function useDialectInWords() {
  const { t } = useTranslation("prospecting");
  return ({ encoding, delimiter, headerDelimiter }: Dialect) =>
    t(delimiter === headerDelimiter ? "import.dialect.said" : "import.dialect.said_apart", {
      encoding: encoding.toUpperCase().replace("WINDOWS", "Windows"),
      delimiter: t(`import.dialect.${nameOf(delimiter)}`),
      header: t(`import.dialect.${nameOf(headerDelimiter)}`),
    });
}

/** The detected way to read a list, and the form that corrects it. Of a sheet only where its titles stand can be in doubt. */
export function ImportDialect({ dialect, action, isSheet = false }: { dialect: Dialect; action: string; isSheet?: boolean }) {
  const { t } = useTranslation("prospecting");
  const inWords = useDialectInWords();
  return (
    <section className="stack g2">
      <h2 className="lead strong">{t("import.dialect.title")}</h2>
      {!isSheet && <p>{inWords(dialect)}</p>}
      <details>
        <summary className="link">{t("import.dialect.change")}</summary>
        <Form method="post" action={action} className="stack g4 pt-4">
          <FormGrid>
            {isSheet ? <AsItIs dialect={dialect} /> : <Characters dialect={dialect} />}
            <Field label={t("import.dialect.hasHeader")} name="hasHeader">
              <Select
                defaultValue={dialect.hasHeader ? "yes" : "no"}
                options={["yes", "no"].map((value) => ({ value, label: t(`import.dialect.${value}`) }))}
              />
            </Field>
            <Field label={t("import.dialect.skipLines")} name="skipLines">
              <Input type="number" min={0} max={1000} defaultValue={dialect.skipLines} />
            </Field>
          </FormGrid>
          <div>
            <Button size="sm">{t("import.dialect.verb")}</Button>
          </div>
        </Form>
      </details>
    </section>
  );
}

const characters = ["newline", "delimiter", "headerDelimiter", "quote"] as const;

const AsItIs = ({ dialect }: { dialect: Dialect }) => (
  <>
    <input type="hidden" name="encoding" value={dialect.encoding} />
    {characters.map((name) => (
      <input key={name} type="hidden" name={name} value={nameOf(dialect[name])} />
    ))}
  </>
);

function Characters({ dialect }: { dialect: Dialect }) {
  const { t } = useTranslation("prospecting");
  const named = (allowed: ReadonlyArray<string | null>) =>
    allowed.map((character) => ({ value: nameOf(character), label: t(`import.dialect.${nameOf(character)}`) }));
  const options = { newline: newlines, delimiter: delimiters, headerDelimiter: delimiters, quote: ['"', "'", null] };
  return (
    <>
      <Field label={t("import.dialect.encoding")} name="encoding">
        <Select defaultValue={dialect.encoding} options={encodings.map((value) => ({ value, label: value }))} />
      </Field>
      {characters.map((name) => (
        <Field key={name} label={t(`import.dialect.${name}`)} name={name}>
          <Select defaultValue={nameOf(dialect[name])} options={named(options[name])} />
        </Field>
      ))}
    </>
  );
}

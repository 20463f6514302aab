import sax from "sax";
import { AppError } from "~/platform/errors";
import { workbookLimits } from "./workbook-limits.rules";
import { refuseWorkbook } from "./workbook-refusals.rules";

export interface XmlHandlers {
  /** Names without their prefix. */
  open?: (name: string, attributes: Record<string, string>) => void;
  close?: (name: string) => void;
  /** A text may come in several pieces. */
  text?: (text: string) => void;
}

/**
 * Reads XML as its bytes arrive; hands over after each piece, so that what the handlers gathered can be taken away. Nothing but the
 * piece is held. A document type is refused: with it come entities that multiply or fetch.
 * @throws AppError 'prospecting.import.workbook_broken' | 'workbook_bomb' (422)
 */
export async function* scanXml(bytes: AsyncIterable<Uint8Array>, { open, close, text }: XmlHandlers): AsyncGenerator<void> {
  const parser = sax.parser(true, { position: false });
  let depth = 0;
  let attributes: Record<string, string> = {};
  let count = 0;
  parser.onerror = () => {
    throw refuseWorkbook("broken");
  };
  parser.ondoctype = () => {
    throw refuseWorkbook("bomb");
  };
  parser.onattribute = ({ name, value }) => {
    if (++count > workbookLimits.attributes) throw refuseWorkbook("bomb");
    attributes[bare(name)] = value;
  };
  parser.onopentag = ({ name }) => {
    if (++depth > workbookLimits.depth) throw refuseWorkbook("bomb");
    const said = attributes;
    attributes = {};
    count = 0;
    open?.(bare(name), said);
  };
  parser.onclosetag = (name) => {
    depth--;
    close?.(bare(name));
  };
  if (text) parser.ontext = parser.oncdata = text;

  try {
    let decoder: TextDecoder | undefined;
    for await (const piece of bytes) {
      decoder ??= new TextDecoder(piece[0] === 0xff ? "utf-16le" : piece[0] === 0xfe ? "utf-16be" : "utf-8");
      parser.write(decoder.decode(piece, { stream: true }));
      yield;
    }
    parser.write(decoder?.decode() ?? "").close();
  } catch (error) {
    throw error instanceof AppError ? error : refuseWorkbook("broken");
  }
  yield;
}

const bare = (name: string) => name.slice(name.indexOf(":") + 1);

/** Reads a part to its end. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of scanXml(bytes, handlers));
}

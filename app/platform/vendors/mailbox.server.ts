import { prisma } from "../db.server";
import { uuidv7 } from "../ids";
import type { Mail } from "./postmark.server";

/** The local mailbox stands in for the mail provider: it keeps what would have left, and its pages show it. No company's table. */
export async function keepLocalMail({ stream, from, to, replyTo, subject, text, html, headers, ownId, metadata }: Mail): Promise<string> {
  const id = uuidv7();
  const isNamed = headers.some(({ name }) => name === "Message-ID");
  const all = [
    ...(replyTo ? [{ name: "Reply-To", value: replyTo }] : []),
    ...headers,
    ...(isNamed ? [] : [{ name: "Message-ID", value: `<${id}@mailbox.localhost>` }]),
  ];
  await prisma().localMail.create({
    data: { id, stream, fromLine: from, toLine: to, subject, text, html, headers: all, metadata: { ...metadata, "essor-id": ownId } },
  });
  return id;
}

export async function findLocalMail(ownId: string): Promise<string | null> {
  const [found] = await prisma().$queryRaw<
    Array<{ id: string }>
  >`SELECT id FROM local_mails WHERE metadata ->> 'essor-id' = ${ownId} LIMIT 1`;
  return found?.id ?? null;
}

/** A page of the mailbox, newest first; `to` keeps the mails of one address. */
export const listLocalMails = ({ to, before, take }: { to?: string; before?: string; take: number }) =>
  prisma().localMail.findMany({
    where: { ...(to && { toLine: { contains: to, mode: "insensitive" } }), ...(before && { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take,
    select: { id: true, stream: true, fromLine: true, toLine: true, subject: true, createdAt: true },
  });

export const findLocalMailById = (id: string) => prisma().localMail.findUnique({ where: { id } });

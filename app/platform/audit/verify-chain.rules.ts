/** An entry as it lies there, and its text as it is hashed: jsonb without its own hash, the one before, and what is empty. */
export interface ChainEntry {
  id: string;
  sequence: number;
  action: string;
  previousHash: string | null;
  hash: string;
  text: string;
  createdAt: Date;
  /** What an entry 'audit.archived' says that left the chain. */
  archived: { from: number; to: number; previousHash: string | null; lastHash: string } | null;
}
export interface ChainAnchorMark {
  sequence: number;
  hash: string;
  createdAt: Date;
  isSigned: boolean;
}
export interface ChainState {
  head: { sequence: number; hash: string | null } | null;
  /** In the order of their sequence. */
  anchors: Array<ChainAnchorMark>;
  /** What entries of the log say of what retention took. */
  archived: Array<NonNullable<ChainEntry["archived"]> & { at: Date }>;
}

export type Fault = "altered" | "rewritten" | "inserted" | "missing" | "cut" | "head_altered" | "anchor_forged";
/** Where a chain is broken first. */
export interface ChainFault {
  fault: Fault;
  sequence: number;
  /** Absent where the entry itself is. */
  entryId?: string;
}

/** Nothing leaves a log before its entries are a year old: what says otherwise is not believed. */
const youngestArchivedMs = 364 * 24 * 3_600_000;

/**
 * Walks a chain from its first entry to its head. Feed it entries in the order of their sequence, then ask it to end.
 * It stops at the first entry that is not what was written: altered, slipped in, taken out, swapped, written anew with all that follows,
 * or cut off at the end. What was written since the last anchor and cut off together with the head's own mark leaves no trace.
 */
export class ChainWalk {
  private expected = 1;
  private before: string | null = null;
  private last: ChainEntry | null = null;
  private nextAnchor = 0;
  private sound = 0;
  seen = 0;
  fault: ChainFault | null = null;

  constructor(
    private readonly state: ChainState,
    private readonly sha256: (text: string) => string,
  ) {}

  /** @returns false as soon as a fault is known */
  take(entry: ChainEntry): boolean {
    if (this.fault) return false;
    this.seen++;
    this.passArchived(entry.sequence);
    if (entry.sequence < this.expected) return this.broken("inserted", entry.sequence, entry.id);
    if (this.sha256((entry.previousHash ?? "") + entry.text) !== entry.hash) return this.broken("altered", entry.sequence, entry.id);
    if (entry.sequence > this.expected) return this.broken("missing", this.expected);
    // It says of the one before what that one is not: the one before was written anew, its hash with it.
    if (entry.previousHash !== this.before)
      return this.last && this.last.sequence === this.expected - 1
        ? this.broken("rewritten", this.last.sequence, this.last.id)
        : this.broken("rewritten", entry.sequence, entry.id);
    this.expected++;
    this.before = entry.hash;
    this.last = entry;
    return this.passAnchors();
  }

  end(): ChainFault | null {
    if (this.fault) return this.fault;
    const { head, anchors } = this.state;
    const marks = [...anchors.slice(this.nextAnchor).map(({ sequence }) => sequence), head?.sequence ?? 0];
    this.passArchived(Math.max(...marks) + 1);
    const last = this.expected - 1;
    const beyond = anchors.slice(this.nextAnchor).find(({ sequence }) => sequence > last);
    if (beyond) return this.endWith(beyond.isSigned ? "cut" : "anchor_forged", beyond.isSigned ? last + 1 : beyond.sequence);
    if (head ? head.sequence > last : false) return this.endWith("cut", last + 1);
    if ((head?.sequence ?? 0) < last) return this.endWith("head_altered", last, this.last?.id);
    if (head && head.hash !== this.before) return this.endWith("head_altered", last, this.last?.id);
    return null;
  }

  /** Goes on behind what the log says that retention took, where that is old enough to have been taken. */
  private passArchived(until: number) {
    for (;;) {
      if (until <= this.expected) return;
      const note = this.state.archived
        .filter((one) => one.from === this.expected && one.previousHash === this.before && one.to < until && this.isOldEnough(one))
        .sort((one, other) => other.to - one.to)[0];
      if (!note) return;
      this.expected = note.to + 1;
      this.before = note.lastHash;
      this.last = null;
      this.passAnchors();
    }
  }

  private isOldEnough({ to, at }: { to: number; at: Date }) {
    const limit = at.getTime() - youngestArchivedMs;
    const isOld = (moment: Date) => moment.getTime() <= limit;
    return (
      (!this.last || isOld(this.last.createdAt)) &&
      this.state.anchors.every(({ sequence, createdAt }) => sequence >= to || isOld(createdAt))
    );
  }

  private passAnchors(): boolean {
    for (
      let anchor = this.state.anchors[this.nextAnchor];
      anchor && anchor.sequence < this.expected;
      anchor = this.state.anchors[this.nextAnchor]
    ) {
      if (!anchor.isSigned) return this.broken("anchor_forged", anchor.sequence);
      // Anchors within what retention took vouch for nothing that is still there.
      if (anchor.sequence === this.expected - 1 && anchor.hash !== this.before) return this.broken("rewritten", this.sound + 1);
      this.sound = anchor.sequence;
      this.nextAnchor++;
    }
    return true;
  }

  private broken(fault: Fault, sequence: number, entryId?: string) {
    this.fault ??= { fault, sequence, entryId };
    return false;
  }

  private endWith(fault: Fault, sequence: number, entryId?: string): ChainFault {
    this.broken(fault, sequence, entryId);
    return this.fault!;
  }
}

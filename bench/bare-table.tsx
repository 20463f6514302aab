export type BareRow = Record<string, string | number | null>;

/** The least that shows a page of the list and how many there are. */
export function BareTable({ rows, total }: { rows: Array<BareRow>; total: number }) {
  return (
    <>
      <h1>{total}</h1>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <a href={`/prospects/${row.id}`}>{row.organizationName}</a>
              </td>
              <td>{row.firstName}</td>
              <td>{row.lastName}</td>
              <td>{row.email}</td>
              <td>{row.phone}</td>
              <td>{row.city}</td>
              <td>{row.department}</td>
              <td>{row.status}</td>
              <td>{row.leadScore}</td>
              <td>{String(row.lastActivityAt ?? "")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

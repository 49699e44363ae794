/** One step of the schema. Once released it never changes: its checksum is in people's databases. */
export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** What nobody would tell you: configuration that is accepted and does not do what it seems to say. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface MeshDiagnostics {}

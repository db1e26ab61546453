export function MonacoEditor({ openAt }: { readonly openAt: number }) {
  return <div>{openAt}</div>;
}

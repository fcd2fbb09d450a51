/** The product's mark: a client, and the tick of a settled responsibility. */
export function BrandMark({ size }: { size: number }) {
  return <img src="/favicon.svg" alt="" width={size} height={size} style={{ display: 'block' }} />;
}

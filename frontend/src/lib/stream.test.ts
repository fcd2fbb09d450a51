import { describe, expect, it } from 'vitest';
import { backoff, EventParser } from './stream';

describe('EventParser', () => {
  it('reads events across chunks, whatever ends a line', () => {
    const parser = new EventParser();
    expect(parser.push('id: 1\nevent: prog')).toEqual([]);
    expect(parser.push('ress\ndata: {"a":\r')).toEqual([]);
    expect(parser.push('\ndata: 1}\r\n\r\n')).toEqual([{ id: '1', event: 'progress', data: '{"a":\n1}' }]);
  });

  it('skips comments and keeps the last id', () => {
    const parser = new EventParser();
    expect(parser.push(': heartbeat\n\nid: 7\ndata: x\n\ndata: y\n\n')).toEqual([
      { id: '7', event: 'message', data: 'x' },
      { id: '7', event: 'message', data: 'y' },
    ]);
  });

  it('learns how long the server asks to wait', () => {
    const parser = new EventParser();
    parser.push('retry: 2500\n\n');
    expect(parser.retry).toBe(2500);
  });
});

describe('backoff', () => {
  it('doubles up to half a minute and stays between half and whole of it', () => {
    expect(backoff(0, 0)).toBe(250);
    expect(backoff(0, 1)).toBe(500);
    expect(backoff(3, 1)).toBe(4000);
    expect(backoff(30, 1)).toBe(30_000);
    expect(backoff(30, 0)).toBe(15_000);
  });
});

import { useEffect, useRef } from 'react';
import { SERIES_COLOURS } from './colours';
import { init, type ChartOption, type ECharts } from './engine';

export interface Picked {
  seriesIndex: number;
  dataIndex: number;
}

interface Props {
  option: ChartOption;
  height: number;
  label: string;
  onPick?: ((picked: Picked) => void) | undefined;
}

/** The drawing itself; loaded only where a chart is shown. */
export default function Canvas({ option, height, label, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const made = init(element);
    chart.current = made;
    made.on('click', (event) => {
      if (typeof event.dataIndex === 'number') pick.current?.({ seriesIndex: event.seriesIndex ?? 0, dataIndex: event.dataIndex });
    });
    const observer = new ResizeObserver(() => {
      made.resize();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    chart.current?.setOption({ color: [...SERIES_COLOURS], animation: !still, animationDuration: 300, ...option }, { notMerge: true });
  }, [option]);

  return <div ref={place} role="img" aria-label={label} style={{ height, cursor: onPick === undefined ? 'default' : 'pointer' }} />;
}

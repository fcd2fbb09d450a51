import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { percent } from '@/lib/format';
import type { EvaluationLine, FileView } from '../api';
import { points } from '../words';
import { EnterScore } from './FileDialogs';

/** The six parts against the grade's standard, and what they come to. */
export function Evaluation({ file }: { file: FileView }) {
  const { t } = useTranslation();
  const { evaluation } = file;
  return (
    <Panel
      title={t('certification:evaluation')}
      extra={
        <>
          <ClauseMark id="E2.3" policyVersion={evaluation.policy_number} />
          {file.may_score && <EnterScore file={file} />}
        </>
      }
    >
      <Table<EvaluationLine>
        size="small"
        pagination={false}
        rowKey={(line) => line.part}
        dataSource={evaluation.lines}
        scroll={{ x: 'max-content' }}
        columns={[
          { key: 'part', title: t('certification:part_name'), render: (_value, line) => <strong>{t(`certification:part.${line.part}`)}</strong> },
          { key: 'weight', title: t('certification:weight'), align: 'right', className: 'kj-numeric', render: (_value, line) => percent(line.weight_bps) },
          { key: 'score', title: t('certification:score'), align: 'right', className: 'kj-numeric', render: (_value, line) => (line.score_bps === null || line.score_bps === undefined ? <span className="kj-quiet">{t('certification:not_yet')}</span> : points(line.score_bps)) },
          { key: 'met', title: t('certification:standard'), render: (_value, line) => (line.weight_bps === 0 ? <span className="kj-quiet">{t('certification:not_asked')}</span> : <StateTag state={line.met ? 'part_met' : line.score_bps === null || line.score_bps === undefined ? 'part_missing' : 'part_short'} />) },
          { key: 'evidence', title: t('certification:evidence'), render: (_value, line) => line.evidence ?? (line.part === 'written' ? <span className="kj-quiet">{t('certification:from_exam')}</span> : '') },
          { key: 'on', title: t('certification:examined_on'), render: (_value, line) => <DateText value={line.examined_on} /> },
          { key: 'until', title: t('certification:counts_until'), render: (_value, line) => <DateText value={line.counts_until} /> },
          { key: 'by', title: t('certification:entered_by'), render: (_value, line) => line.entered_by ?? '' },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>
              <strong>{t('certification:total')}</strong>
            </Table.Summary.Cell>
            <Table.Summary.Cell index={1} />
            <Table.Summary.Cell index={2} align="right" className="kj-numeric">
              <strong>{points(evaluation.total_bps)}</strong>
            </Table.Summary.Cell>
            <Table.Summary.Cell index={3}>
              <StateTag state={evaluation.passed ? 'part_met' : 'part_short'} />
            </Table.Summary.Cell>
            <Table.Summary.Cell index={4} colSpan={4}>
              <span className="kj-quiet">{t('certification:needs', { total: points(evaluation.pass_bps), part: points(evaluation.part_floor_bps) })}</span>
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
    </Panel>
  );
}

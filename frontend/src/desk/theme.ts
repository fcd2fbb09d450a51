import type { ThemeConfig } from 'antd';

/** Calm ink blue, hairlines instead of shadows, text dark enough for a bright office. */
export const theme: ThemeConfig = {
  token: {
    // Nothing moves for whom the system says so.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#1f4e8c',
    colorInfo: '#1f4e8c',
    colorLink: '#1f5fa8',
    colorSuccess: '#24804a',
    colorWarning: '#b97700',
    colorError: '#b42626',
    colorText: '#1d2530',
    colorTextSecondary: '#56606e',
    colorTextTertiary: '#667080',
    colorTextPlaceholder: '#6b7480',
    colorTextDescription: '#5c6675',
    colorBgLayout: '#f5f6f8',
    colorBorderSecondary: '#e6e9ee',
    colorErrorBg: '#fdf1f0',
    colorErrorBorder: '#f3c2bf',
    colorSuccessBg: '#e6f5ec',
    colorSuccessBorder: '#b2dcc3',
    colorWarningBg: '#fdf3dc',
    colorWarningBorder: '#f0d59a',
    colorInfoBg: '#e8f0fb',
    colorInfoBorder: '#bcd2f0',
    borderRadius: 6,
    fontSize: 14,
    fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, "Segoe UI", sans-serif',
    boxShadowTertiary: 'none',
  },
  components: {
    Layout: { headerBg: '#ffffff', headerHeight: 56, headerPadding: '0 20px', siderBg: '#ffffff', bodyBg: '#f5f6f8' },
    Menu: { itemBorderRadius: 6, itemHeight: 38, itemSelectedBg: '#e8f0fb', itemSelectedColor: '#1f4e8c', groupTitleColor: '#667080', activeBarBorderWidth: 0 },
    Table: { headerBg: '#f8f9fb', headerColor: '#56606e', headerSplitColor: 'transparent', rowHoverBg: '#f5f8fc', rowSelectedBg: '#e8f0fb', rowSelectedHoverBg: '#dde8f6' },
    Form: { verticalLabelPadding: '0 0 4px', labelHeight: 24 },
    Card: { headerFontSize: 15 },
  },
};

import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  CheckSquareOutlined,
  CloudUploadOutlined,
  HomeOutlined,
  IdcardOutlined,
  PieChartOutlined,
  ReadOutlined,
  ScheduleOutlined,
  SlidersOutlined,
  SolutionOutlined,
  SwapOutlined,
  TeamOutlined,
  UserOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

/** A sign per page of the navigation. */
export const ICONS: Record<string, ReactNode> = {
  '/': <HomeOutlined />,
  '/approvals': <CheckSquareOutlined />,
  '/managers': <IdcardOutlined />,
  '/clients': <TeamOutlined />,
  '/rounds': <ApartmentOutlined />,
  '/coverage': <PieChartOutlined />,
  '/adjustments': <SwapOutlined />,
  '/imports': <CloudUploadOutlined />,
  '/workload': <BarChartOutlined />,
  '/employees': <SolutionOutlined />,
  '/deputies': <UserSwitchOutlined />,
  '/training': <ScheduleOutlined />,
  '/users': <UserOutlined />,
  '/audit': <AuditOutlined />,
  '/policy': <SlidersOutlined />,
  '/clauses': <ReadOutlined />,
};

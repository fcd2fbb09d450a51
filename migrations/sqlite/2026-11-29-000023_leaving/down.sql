DROP TABLE leaving_acts;
DROP TABLE leaving_handover_clients;
DROP TABLE leaving_handovers;
DROP TABLE leavings;

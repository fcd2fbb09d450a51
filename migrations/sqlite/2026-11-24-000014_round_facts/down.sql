ALTER TABLE round_lot_clients DROP COLUMN flags;
ALTER TABLE round_lots DROP COLUMN sent_to;
ALTER TABLE round_lots DROP COLUMN base_fen;

ALTER TABLE round_lots ADD COLUMN base_fen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE round_lots ADD COLUMN sent_to BLOB CHECK (length(sent_to) = 16);
ALTER TABLE round_lot_clients ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';

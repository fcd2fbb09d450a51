CREATE TABLE service_periods (
    id UUID NOT NULL PRIMARY KEY,
    employee_id UUID NOT NULL REFERENCES employees (id),
    hire_kind TEXT COLLATE "C" NOT NULL CHECK (hire_kind IN ('employee', 'external')),
    from_on DATE NOT NULL,
    to_on DATE NOT NULL,
    CHECK (from_on < to_on)
);
CREATE INDEX service_periods_employee_id_idx ON service_periods (employee_id);

-- Periods that the HR system told of before this table kept them.
INSERT INTO service_periods (id, employee_id, hire_kind, from_on, to_on)
SELECT id, employee_id, 'employee', from_on, to_on FROM (
    SELECT back.id, back.employee_id,
        (SELECT max(e.effective_on) FROM hr_events e WHERE e.employee_id = back.employee_id AND e.state = 'applied' AND e.kind IN ('hire', 'rehire') AND e.effective_on < back.effective_on) AS from_on,
        (SELECT max(e.effective_on) FROM hr_events e WHERE e.employee_id = back.employee_id AND e.state = 'applied' AND e.kind = 'leave' AND e.effective_on <= back.effective_on) AS to_on
    FROM hr_events back WHERE back.kind = 'rehire' AND back.state = 'applied'
) AS told WHERE from_on < to_on;

"""The conference: agenda, invited, attendance, opinions, conclusions; issuing its notice makes a directive and, in one step, tasks."""

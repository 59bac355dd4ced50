-- Classes that have an order of their own keep it.
coalesce(list_position(['never', 'no order', 'no action', '0-30', '1-3', 'once', '31-90', '4-12', 'several', '91-180', '>12', 'often', '>180', '<18', '18-24', '25-34', '35-44', '45-54', '55-64', '65+', '<50k', '50-100k', '100-200k', '200-500k', '500k+'], {class}), 99)
